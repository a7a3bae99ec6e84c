import { Inject, Injectable } from '@nestjs/common';
import type { ChatCompletion, CompletionUsage } from '@octollm/contracts';
import { ModelDirectory, type ModelRoute, type TokenUsage } from '@octollm/llm';
import { Accounting } from '../../accounting/accounting.ts';
import { filteredCompletion } from '../output/filtered-completion.ts';
import { outputFilters } from '../output/output-filters.ts';
import { callerError } from '../stream/failure.ts';
import { AnswerCache, type Found, type MadeAnswer } from './answer-cache.ts';
import { Charge, plannedChat } from './charge.ts';
import { chargedPieces } from './charged-pieces.ts';
import type { ChatBackend, ChatCall, StreamedAnswer, WholeAnswer } from './chat-backend.ts';
import { keptPieces, replayed } from './replay.ts';

const usageOf = ({ prompt_tokens, completion_tokens }: CompletionUsage): TokenUsage => ({
  promptTokens: prompt_tokens,
  completionTokens: completion_tokens,
});

/**
 * Answers conversations with the models of providers: from the cache where the call allows that, else from the provider
 * or one of its fallbacks. What an answer costs goes by its tokens, whichever way it came.
 */
@Injectable()
export class ProviderChat implements ChatBackend {
  constructor(
    @Inject(ModelDirectory) private readonly models: ModelDirectory,
    @Inject(Accounting) private readonly accounting: Accounting,
    @Inject(AnswerCache) private readonly answers: AnswerCache,
  ) {}

  async complete(call: ChatCall): Promise<WholeAnswer> {
    const route = this.models.resolve(call.request.model);
    // Each caller pays for itself, so none is refused because of the limits of another who asks for the same.
    const charge = await this.reserve(call, route);
    const ask = (signal: AbortSignal): Promise<MadeAnswer> => this.ask(call, route, { charge, signal });
    if (!this.answers.mayKeep(call)) return { ...(await ask(call.signal)), cache: undefined };
    let isAsked = false;
    try {
      const answer = await this.answers.complete(call, (signal) => {
        isAsked = true;
        return ask(signal);
      });
      if (isAsked) return { ...answer, cache: 'miss' };
      // An answer from the cache costs what it cost before.
      charge.settle(usageOf(answer.completion.usage));
      return { ...answer, cache: 'hit' };
    } catch (error) {
      // Whoever has asked the model settles when that ends, also when others wait on for it.
      if (!isAsked) charge.release();
      throw error;
    }
  }

  async stream(call: ChatCall): Promise<StreamedAnswer> {
    const route = this.models.resolve(call.request.model);
    const charge = await this.reserve(call, route);
    if (!this.answers.mayKeep(call))
      return { pieces: (await chargedPieces(charge, call, route)).pieces, cache: undefined };
    const { hit, keep } = await this.find(call, charge);
    if (hit !== undefined) {
      charge.settle(usageOf(hit.usage));
      return { pieces: replayed(hit), cache: 'hit' };
    }
    const { pieces, isFallback } = await chargedPieces(charge, call, route);
    const keepOwn = async (completion: ChatCompletion): Promise<void> => {
      if (!isFallback()) await keep(completion);
    };
    return { pieces: keptPieces(pieces, keepOwn), cache: 'miss' };
  }

  private async find(call: ChatCall, charge: Charge): Promise<Found> {
    try {
      return await this.answers.find(call);
    } catch (error) {
      charge.release();
      throw error;
    }
  }

  private async ask(
    call: ChatCall,
    route: ModelRoute,
    { charge, signal }: { readonly charge: Charge; readonly signal: AbortSignal },
  ): Promise<MadeAnswer> {
    charge.releaseIfGone(signal);
    try {
      const { answer, isFallback, provider, model } = await route.chat(call.request, {
        signal,
        limitMode: call.limitMode,
        lost: charge.lost,
      });
      charge.settle(answer.usage, { provider, model });
      const completion = filteredCompletion(answer.completion, outputFilters(call));
      const body = completion === answer.completion ? answer.body : JSON.stringify(completion);
      return { completion, body, isFallback };
    } catch (error) {
      charge.fail();
      throw callerError(error);
    }
  }

  private reserve(call: ChatCall, route: ModelRoute): Promise<Charge> {
    return Charge.reserve(this.accounting, plannedChat(call, call.request, route), call);
  }
}
