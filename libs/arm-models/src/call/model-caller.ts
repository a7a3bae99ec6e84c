import type { ChatCompletionRequest } from '@octollm/contracts';
import {
  type CallOptions,
  estimatePromptTokens,
  isPassing,
  ModelRoute,
  type ModelTarget,
  mayHaveBeenDone,
  mostPromptTokens,
  ProviderError,
  priceOf,
  priceTable,
  type TokenUsage,
} from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';
import type { Meter, PricedModel } from '../budget/meter.ts';
import type { HiddenValues } from '../privacy/hidden-values.ts';
import type { ReadMessage } from '../session/read-message.ts';
import { type Ask, BrokenAnswerError } from './ask.ts';
import { askFailure } from './ask-failure.ts';
import { type Conversation, chatRequest, withLimit } from './chat-request.ts';
import { instructed, type JsonSupport, mayRefuseForm } from './json-support.ts';
import type { Candidate, ModelChoice } from './model-choice.ts';

/** What a model has answered, and which one. */
export interface Reply {
  readonly message: ReadMessage;
  readonly model: PricedModel;
}

export interface CallerOptions {
  readonly models: ModelChoice;
  readonly meter: Meter;
  readonly hidden: HiddenValues;
  readonly json: JsonSupport;
  readonly warn: (warning: string) => void;
}

/** Texts such as `[person:abcdef]` mean nothing to a model that is not told of them. */
const tokenRule =
  'Texts in square brackets such as [person:abcdefgh] stand for values that you may not see. Repeat them exactly where you mean the value.';

const nothing: TokenUsage = { promptTokens: 0, completionTokens: 0 };

const isOverBudget = (error: unknown): error is ArmFailure =>
  error instanceof ArmFailure && error.detail.category === 'budget';

/**
 * Puts one conversation to the models of a choice in turn, until one answers: each only when what is left pays for it,
 * and each settled for itself, so that a call that was given up, or whose answer broke off, and the call after it both
 * count.
 */
export class ModelCaller {
  readonly #options: CallerOptions;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** @throws ArmFailure with the usage so far: budget, or what the last provider reports */
  async call(
    conversation: Conversation,
    complexity: number | undefined,
    signal: AbortSignal,
    ask: Ask,
  ): Promise<Reply> {
    const { models, meter, warn } = this.#options;
    let failure: unknown;
    let isShortOfMoney = false;
    const candidates = models.candidates(complexity);
    // The small model is not a fallback: it is asked when the other is too dear.
    const mayAsk = (next: Candidate | undefined): next is Candidate =>
      next !== undefined && (!next.isSpare || isShortOfMoney);
    for (const [at, candidate] of candidates.entries()) {
      if (!mayAsk(candidate)) break;
      const { target } = candidate;
      const options = { signal, hasFallback: mayAsk(candidates[at + 1]) };
      try {
        const reply = await this.#callOne(target, conversation, options, ask);
        if (isOverBudget(failure))
          warn(`The budget does not pay for a larger model: ${target.model} was asked.`);
        else if (failure instanceof ProviderError)
          warn(`${failure.message} ${target.model} was asked instead.`);
        this.#warnOfPrice(target);
        return reply;
      } catch (error) {
        if (isOverBudget(error)) isShortOfMoney = true;
        else if (!isPassing(error)) throw askFailure(error, signal, meter.usage);
        failure = isOverBudget(error) && failure !== undefined ? failure : error;
      }
    }
    throw askFailure(failure, signal, meter.usage);
  }

  async #callOne(
    target: ModelTarget,
    conversation: Conversation,
    options: CallOptions,
    ask: Ask,
  ): Promise<Reply> {
    const { json } = this.#options;
    if (conversation.form === undefined || json.isRefusedBy(target))
      return this.#send(target, instructed(conversation), options, ask);
    try {
      return await this.#send(target, conversation, options, ask);
    } catch (error) {
      if (!mayRefuseForm(error)) throw error;
      const reply = await this.#send(target, instructed(conversation), options, ask);
      json.learn(target);
      return reply;
    }
  }

  async #send(
    target: ModelTarget,
    conversation: Conversation,
    options: CallOptions,
    ask: Ask,
  ): Promise<Reply> {
    const { meter } = this.#options;
    options.signal.throwIfAborted();
    const request = this.#request(target, conversation);
    const prompt = { usual: estimatePromptTokens(request), most: mostPromptTokens(request) };
    const model: PricedModel = { provider: target.provider.name, model: target.model };
    const reservation = meter.begin(model, prompt, conversation.maxAnswerTokens);
    try {
      const limited = withLimit(request, reservation.atMost.completionTokens);
      const { answer } = await ask(new ModelRoute([target]), limited, options);
      meter.settle(reservation, answer.usage);
      return { message: answer.message, model };
    } catch (error) {
      if (error instanceof BrokenAnswerError) {
        meter.settle(reservation, error.usage);
        throw error.cause;
      }
      meter.settle(reservation, mayHaveBeenDone(error, options.signal) ? reservation.atMost : nothing);
      throw error;
    }
  }

  #request(target: ModelTarget, conversation: Conversation): ChatCompletionRequest {
    const { hidden, models, warn } = this.#options;
    const isExternal = models.isExternal(target);
    const turns = conversation.turns.map(({ role, text }) => ({ role, text: hidden.hide(text, isExternal) }));
    if (hidden.hasMasked)
      warn(
        'Cards, social security numbers or secrets were hidden from the model and may be missing in its answer.',
      );
    const system = hidden.hasTokens ? `${conversation.system}\n\n${tokenRule}` : conversation.system;
    return chatRequest(target.model, { ...conversation, system, turns });
  }

  #warnOfPrice({ provider, model }: ModelTarget): void {
    if (priceOf(provider.name, model).known) return;
    const whose = Object.hasOwn(priceTable, provider.name) ? provider.name : 'all providers';
    this.#options.warn(
      `The price of ${model} is not known: cost_usd takes that of the dearest model of ${whose}.`,
    );
  }
}
