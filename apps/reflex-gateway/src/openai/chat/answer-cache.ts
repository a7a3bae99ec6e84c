import { Inject, Injectable } from '@nestjs/common';
import { Cacheable, type CacheKey, type SemanticLookup, Uncacheable } from '@octollm/cache';
import { type ConfigOf, reflexGateway } from '@octollm/catalogue';
import type { ChatCompletion, ChatCompletionRequest } from '@octollm/contracts';
import { guardrailsVersion, scan } from '@octollm/guardrails';
import { InjectConfig, platformVersion } from '@octollm/service-kit';
import { GatewayCache } from '../cache/gateway-cache.ts';
import type { ChatCall, WholeAnswer } from './chat-backend.ts';

const holdsPersonalData = (text: string): boolean => scan(text, ['pii', 'secrets']).length > 0;

/** What says how an answer is delivered, and to whom, but not what it is. */
const delivery = ['messages', 'stream', 'stream_options', 'user', 'metadata', 'store'] as const;

const parametersOf = (request: ChatCompletionRequest): Readonly<Record<string, unknown>> => {
  const parameters: Record<string, unknown> = { ...request };
  for (const name of delivery) delete parameters[name];
  return parameters;
};

type Answer = Pick<WholeAnswer, 'completion' | 'body'>;

/** An answer that a model has just given. */
export interface MadeAnswer extends Answer {
  /** Whether another model gave it than the one that was asked for. */
  readonly isFallback: boolean;
}

const answerIn = (value: Uint8Array | null): Answer => {
  const body = Buffer.from(value ?? '');
  return { completion: JSON.parse(body.toString()) as ChatCompletion, body };
};

/** What a fallback says is no answer of the model that was asked for, which may be back for the next call. */
const keepable = ({ completion, body, isFallback }: MadeAnswer): Cacheable | Uncacheable =>
  isFallback ? new Uncacheable(String(body)) : Cacheable.screenJson(completion, holdsPersonalData);

/** What is asked, when it may be compared with other questions: one text after a conversation. */
const comparable = ({ cacheMode, request }: ChatCall): string | undefined => {
  if (cacheMode !== 'semantic') return undefined;
  const last = request.messages.at(-1);
  return last?.role === 'user' && typeof last.content === 'string' ? last.content : undefined;
};

/** An answer that was found, or a place for one. */
export interface Found {
  readonly hit: ChatCompletion | undefined;
  readonly keep: (completion: ChatCompletion) => Promise<void>;
}

/** Answers that models have given before, to the same tenant and the same request, or to one that means the same. */
@Injectable()
export class AnswerCache {
  /** What ran on the texts of a call and on the answer, and does not run again on a hit. */
  readonly #checks: readonly string[];

  constructor(
    @Inject(GatewayCache) private readonly cache: GatewayCache,
    @InjectConfig() config: Pick<
      ConfigOf<typeof reflexGateway>,
      'GATEWAY_PERSONAL_DATA' | 'GUARDRAILS_POLICY'
    >,
  ) {
    this.#checks = [
      `guardrails@${guardrailsVersion}`,
      `platform@${platformVersion}`,
      `personal-data@${config.GATEWAY_PERSONAL_DATA}`,
      `policy@${config.GUARDRAILS_POLICY ?? 'default'}`,
    ];
  }

  /** Tokens for personal data are made anew for each call, and log probabilities do not come back from a stream. */
  mayKeep({ cacheMode, tokens, request }: ChatCall): boolean {
    return cacheMode !== 'off' && tokens.isEmpty && request.logprobs !== true;
  }

  /**
   * The answer to a call, made by `compute` unless it is there. Calls for the same at the same time share one.
   * @throws what `compute` throws
   */
  async complete(call: ChatCall, compute: (signal: AbortSignal) => Promise<MadeAnswer>): Promise<Answer> {
    const key = this.keyOf(call);
    const question = comparable(call);
    const exact = question === undefined ? undefined : await this.cache.entries.get(key);
    if (exact !== undefined) return answerIn(exact.value);
    const similar = await this.similar(call, question);
    if (similar.hit !== undefined) return answerIn(similar.hit.value);
    let made: { readonly answer: Answer; readonly isKept: boolean } | undefined;
    const { value } = await this.cache.flights.getOrCompute(
      key,
      async (signal) => {
        const answer = await compute(signal);
        const kept = keepable(answer);
        made = { answer, isKept: Cacheable.is(kept) };
        return kept;
      },
      { signal: call.signal, hasMissed: question !== undefined },
    );
    if (made === undefined) return answerIn(value);
    if (made.isKept) await similar.remember(key);
    const { completion, body } = made.answer;
    return { completion, body };
  }

  /** Looks for the answer to a call that is streamed. */
  async find(call: ChatCall): Promise<Found> {
    const key = this.keyOf(call);
    const exact = await this.cache.entries.get(key);
    const { stamp } = this.cache.entries.purges;
    const similar = exact === undefined ? await this.similar(call, comparable(call)) : nothingSimilar;
    const hit = exact ?? similar.hit;
    return {
      hit: hit === undefined ? undefined : answerIn(hit.value).completion,
      keep: async (completion) => {
        const value = Cacheable.screenJson(completion, holdsPersonalData);
        if (!Cacheable.is(value)) return;
        await this.cache.entries.set({ key, value, stamp });
        await similar.remember(key);
      },
    };
  }

  private keyOf({ identity, request }: ChatCall): CacheKey {
    return this.cache.keyOf({
      tenant: identity.tenantId,
      class: 'chat_completion',
      checks: this.#checks,
      model: request.model,
      parameters: parametersOf(request),
      input: request.messages,
    });
  }

  private async similar(
    { identity, request }: ChatCall,
    question: string | undefined,
  ): Promise<SemanticLookup> {
    if (question === undefined) return nothingSimilar;
    const scope = this.cache.keyOf({
      tenant: identity.tenantId,
      class: 'semantic_index',
      checks: this.#checks,
      model: request.model,
      parameters: parametersOf(request),
      input: request.messages.slice(0, -1),
    });
    return this.cache.similar.lookUp(scope, question);
  }
}

const nothingSimilar: SemanticLookup = { hit: undefined, remember: async () => undefined };
