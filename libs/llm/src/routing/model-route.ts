import { type ChatCompletionRequest, type EmbeddingsRequest, OctoError } from '@octollm/contracts';
import { type CircuitBreaker, CircuitOpenError, type Verdict } from '@octollm/resilience';
import type { ChatStream } from '../models/chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../models/model-provider.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { ContinuedStream } from './continued-stream.ts';
import { LostCalls } from './lost-calls.ts';
import { isPassing } from './passing.ts';
import { chatQuestion, embeddingsQuestion, type Question } from './question.ts';
import { type RoutedStream, SingleStream, type StreamPart } from './routed-stream.ts';

/** A model at a provider. */
export interface ModelTarget {
  readonly provider: ModelProvider;
  /** The name by which the provider knows it. */
  readonly model: string;
  readonly breaker: CircuitBreaker;
}

/** An answer and who gave it: what its price and provenance go by. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly provider: string;
  readonly model: string;
  /** Whether it is another than the first target. */
  readonly isFallback: boolean;
}

/** `hasFallback` is for somebody who is asked when this whole way fails; the targets of the way are its own fallbacks. */
export interface RouteOptions extends CallOptions {
  /** Hears of the targets that were given up and may have done what they were asked. @default nobody hears of them */
  readonly lost?: LostCalls;
}

/** An answer and the place of who gave it. */
interface Found<Answer> extends Answered<Answer> {
  readonly at: number;
}

/** A provider that is up says nothing bad with a limit, a refusal, or a caller that gave up. */
const verdictOf = (settled: PromiseSettledResult<unknown>): Verdict => {
  if (settled.status === 'fulfilled') return 'success';
  const { reason } = settled;
  if (!(reason instanceof ProviderError)) return 'neutral';
  return reason.category === 'unavailable' || reason.category === 'timeout' ? 'failure' : 'neutral';
};

const closedUntil = (provider: string, { retryAt }: CircuitOpenError): ProviderError => {
  const seconds = retryAt === null ? 1 : Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1_000));
  return new ProviderError('unavailable', `${provider} has failed several times and is left alone for now.`, {
    retryAfter: seconds,
    sent: false,
  });
};

/**
 * The way to a model: its targets in the order they are asked. The next is asked when one is not available, too slow or
 * at its limit: for the answer when that has not begun, and for the rest of it when it is a text that broke off (see
 * `ContinuedStream`). The circuit breaker of a provider is shared by all routes.
 */
export class ModelRoute {
  /** At least one. */
  readonly targets: readonly ModelTarget[];

  constructor(targets: readonly ModelTarget[]) {
    this.targets = targets;
  }

  /** The way to the first target alone. */
  get withoutFallbacks(): ModelRoute {
    return new ModelRoute(this.targets.slice(0, 1));
  }

  /** @throws ProviderError of the last target, or whatever another error the first that has one throws */
  chat(request: ChatCompletionRequest, options: RouteOptions): Promise<Answered<ChatResult>> {
    const question = chatQuestion(request, (provider, asked, how) => provider.chat(asked, how));
    return this.#ask(question, options);
  }

  /** @throws like `chat` */
  async streamChat(request: ChatCompletionRequest, options: RouteOptions): Promise<Answered<RoutedStream>> {
    const questionOf = (asked: ChatCompletionRequest): Question<ChatStream> =>
      chatQuestion(asked, (provider, one, how) => provider.streamChat(one, how));
    const { answer, at, ...by } = await this.#askFrom(0, questionOf(request), options);
    const first: StreamPart = { stream: answer, provider: by.provider, model: by.model };
    if (at === this.targets.length - 1) return { ...by, answer: new SingleStream(first) };
    let next = at + 1;
    const continued = new ContinuedStream(request, first, async (rest, isBegun) => {
      const found = await this.#askForRest(next, isBegun, questionOf(rest), options);
      if (found === undefined) return undefined;
      next = found.at + 1;
      return { stream: found.answer, provider: found.provider, model: found.model };
    });
    return { ...by, answer: continued };
  }

  /** @throws like `chat` */
  embed(request: EmbeddingsRequest, options: RouteOptions): Promise<Answered<EmbeddingsResult>> {
    const question = embeddingsQuestion(request);
    return this.#ask(question, options);
  }

  async #ask<Answer>(question: Question<Answer>, options: RouteOptions): Promise<Answered<Answer>> {
    const { at: _, ...answered } = await this.#askFrom(0, question, options);
    return answered;
  }

  /** Who goes on with an answer; undefined when nobody can. @throws what ends the call, such as the signal's reason */
  async #askForRest<Answer>(
    from: number,
    isBegun: boolean,
    question: Question<Answer>,
    options: RouteOptions,
  ): Promise<Found<Answer> | undefined> {
    try {
      const mayAsk = ({ provider }: ModelTarget): boolean => !isBegun || provider.goesOn !== false;
      return await this.#askFrom(from, question, options, mayAsk);
    } catch (error) {
      // The caller is told why the answer broke off, not what kept others from going on with it.
      if (error instanceof ProviderError || error instanceof OctoError) return undefined;
      throw error;
    }
  }

  async #askFrom<Answer>(
    from: number,
    { ask, most }: Question<Answer>,
    { lost = new LostCalls(), ...options }: RouteOptions,
    mayAsk: (target: ModelTarget) => boolean = () => true,
  ): Promise<Found<Answer>> {
    let failure: ProviderError | undefined;
    for (const [at, target] of this.targets.entries()) {
      if (at < from || !mayAsk(target)) continue;
      const { provider, model, breaker } = target;
      try {
        const answer = await breaker.run(
          () =>
            lost.during(
              () => ({ provider: provider.name, model, usage: { ...most(target), estimated: true } }),
              options.signal,
              () =>
                ask(target, {
                  ...options,
                  hasFallback: options.hasFallback === true || at < this.targets.length - 1,
                }),
            ),
          verdictOf,
        );
        return { answer, provider: provider.name, model, isFallback: at > 0, at };
      } catch (error) {
        if (error instanceof CircuitOpenError) failure = closedUntil(provider.name, error);
        else if (isPassing(error)) failure = error;
        else throw error;
      }
    }
    throw failure ?? new ProviderError('unavailable', 'There is no provider to ask.', { sent: false });
  }
}
