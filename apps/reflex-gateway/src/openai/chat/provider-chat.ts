import { Inject, Injectable } from '@nestjs/common';
import type { ChatCompletion, CompletionUsage } from '@octollm/contracts';
import { ModelDirectory, type ModelRoute, type TokenUsage } from '@octollm/llm';
import { Accounting } from '../../accounting/accounting.ts';
import { filteredCompletion } from '../output/filtered-completion.ts';
import { outputFilters } from '../output/output-filters.ts';
import { callerError } from '../stream/failure.ts';
import { AnswerCache } from './answer-cache.ts';
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
    if (!this.answers.mayKeep(call))
      return { ...(await this.ask(call, route, call.signal)), cache: undefined };
    let asked: Omit<WholeAnswer, 'cache'> | undefined;
    const completion = await this.answers.complete(call, async (signal) => {
      asked = await this.ask(call, route, signal);
      return asked.completion;
    });
    if (asked !== undefined) return { ...asked, cache: 'miss' };
    await this.chargeAgain(call, route, completion);
    return { completion, body: JSON.stringify(completion), cache: 'hit' };
  }

  async stream(call: ChatCall): Promise<StreamedAnswer> {
    const route = this.models.resolve(call.request.model);
    if (!this.answers.mayKeep(call)) return { pieces: await this.begin(call, route), cache: undefined };
    const { hit, keep } = await this.answers.find(call);
    if (hit === undefined) return { pieces: keptPieces(await this.begin(call, route), keep), cache: 'miss' };
    await this.chargeAgain(call, route, hit);
    return { pieces: replayed(hit), cache: 'hit' };
  }

  private async ask(
    call: ChatCall,
    route: ModelRoute,
    signal: AbortSignal,
  ): Promise<Omit<WholeAnswer, 'cache'>> {
    const charge = await this.reserve(call, route);
    try {
      const { answer, provider, model } = await route.chat(call.request, { signal });
      charge.settle(answer.usage, { provider, model });
      const completion = filteredCompletion(answer.completion, outputFilters(call));
      if (completion === answer.completion) return { completion, body: answer.body };
      return { completion, body: JSON.stringify(completion) };
    } catch (error) {
      charge.fail(error, signal.aborted);
      throw callerError(error);
    }
  }

  private async begin(call: ChatCall, route: ModelRoute): ReturnType<typeof chargedPieces> {
    return chargedPieces(await this.reserve(call, route), call, route);
  }

  private reserve(call: ChatCall, route: ModelRoute): Promise<Charge> {
    return Charge.reserve(this.accounting, plannedChat(call, call.request, route), call.limitMode);
  }

  /** An answer from the cache costs what it cost before. */
  private async chargeAgain(call: ChatCall, route: ModelRoute, { usage }: ChatCompletion): Promise<void> {
    const charge = await this.reserve(call, route);
    charge.settle(usageOf(usage));
  }
}
