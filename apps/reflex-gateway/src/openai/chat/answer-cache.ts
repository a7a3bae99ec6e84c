import { Inject, Injectable } from '@nestjs/common';
import { Cacheable, type CacheKey, type SemanticLookup } from '@octollm/cache';
import type { ChatCompletion, ChatCompletionRequest } from '@octollm/contracts';
import { scan } from '@octollm/guardrails';
import { GatewayCache } from '../cache/gateway-cache.ts';
import type { ChatCall } from './chat-backend.ts';

const holdsPersonalData = (text: string): boolean => scan(text, ['pii', 'secrets']).length > 0;

/** What says how an answer is delivered, and to whom, but not what it is. */
const delivery = ['messages', 'stream', 'stream_options', 'user', 'metadata', 'store'] as const;

const parametersOf = (request: ChatCompletionRequest): Readonly<Record<string, unknown>> => {
  const parameters: Record<string, unknown> = { ...request };
  for (const name of delivery) delete parameters[name];
  return parameters;
};

const completionIn = (value: Uint8Array | null): ChatCompletion =>
  JSON.parse(Buffer.from(value ?? '').toString()) as ChatCompletion;

/** What is asked, when it is one text after a conversation that can be compared as a whole. */
const questionOf = ({ messages }: ChatCompletionRequest): string | undefined => {
  const last = messages.at(-1);
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
  constructor(@Inject(GatewayCache) private readonly cache: GatewayCache) {}

  /** Tokens for personal data are made anew for each call, and log probabilities do not come back from a stream. */
  mayKeep({ cacheMode, tokens, request }: ChatCall): boolean {
    return cacheMode !== 'off' && tokens.isEmpty && request.logprobs !== true;
  }

  /**
   * The answer to a call, made by `compute` unless it is there. Calls for the same at the same time share one.
   * @throws what `compute` throws
   */
  async complete(
    call: ChatCall,
    compute: (signal: AbortSignal) => Promise<ChatCompletion>,
  ): Promise<ChatCompletion> {
    const key = this.keyOf(call);
    const similar = await this.similar(call, key);
    if (similar.hit !== undefined) return completionIn(similar.hit.value);
    const { value, from } = await this.cache.flights.getOrCompute(
      key,
      async (signal) => Cacheable.screenJson(await compute(signal), holdsPersonalData),
      { signal: call.signal },
    );
    if (from === 'computed') await similar.remember(key);
    return completionIn(value);
  }

  /** Looks for the answer to a call that is streamed. */
  async find(call: ChatCall): Promise<Found> {
    const key = this.keyOf(call);
    const exact = await this.cache.entries.get(key);
    const similar = exact === undefined ? await this.similar(call, key) : undefined;
    const hit = exact ?? similar?.hit;
    return {
      hit: hit === undefined ? undefined : completionIn(hit.value),
      keep: async (completion) => {
        const value = Cacheable.screenJson(completion, holdsPersonalData);
        if (!Cacheable.is(value)) return;
        await this.cache.entries.set({ key, value });
        await similar?.remember(key);
      },
    };
  }

  private keyOf({ identity, request }: ChatCall): CacheKey {
    return this.cache.keyOf({
      tenant: identity.tenantId,
      class: 'chat_completion',
      checks: [],
      model: request.model,
      parameters: parametersOf(request),
      input: request.messages,
    });
  }

  private async similar(call: ChatCall, exact: CacheKey): Promise<SemanticLookup> {
    const question = call.cacheMode === 'semantic' ? questionOf(call.request) : undefined;
    if (question === undefined || (await this.cache.entries.get(exact)) !== undefined) return nothingSimilar;
    const { identity, request } = call;
    const scope = this.cache.keyOf({
      tenant: identity.tenantId,
      class: 'semantic_index',
      checks: [],
      model: request.model,
      parameters: parametersOf(request),
      input: request.messages.slice(0, -1),
    });
    return this.cache.similar.lookUp(scope, question);
  }
}

const nothingSimilar: SemanticLookup = { hit: undefined, remember: async () => undefined };
