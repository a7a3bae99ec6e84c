import { RecordedMetrics } from '@octollm/arm-testing';
import { cacheMetrics } from '@octollm/catalogue';
import { type ChatCompletion, type ChatCompletionRequest, RateLimitedError } from '@octollm/contracts';
import { guardrailsVersion } from '@octollm/guardrails';
import { ModelDirectory, type ModelProvider, ProviderError, StreamedChunk } from '@octollm/llm';
import { platformVersion } from '@octollm/service-kit';
import pino from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { Accounting } from '../../accounting/accounting.ts';
import type { CallUsage } from '../../accounting/call.ts';
import { GatewayCache } from '../cache/gateway-cache.ts';
import { TokenList } from '../screening/token-list.ts';
import { AnswerCache } from './answer-cache.ts';
import type { ChatCall } from './chat-backend.ts';
import { ProviderChat } from './provider-chat.ts';
import { replayed } from './replay.ts';

const usage = { promptTokens: 3, completionTokens: 2, estimated: false };

/** A provider of one model, which says its own name unless a test says otherwise. */
class NamedProvider implements ModelProvider {
  readonly models: readonly string[];
  readonly name: string;
  isAway = false;
  says: string;
  calls = 0;
  /** Answers wait for it. */
  gate: Promise<void> = Promise.resolve();

  constructor(name: string) {
    this.name = name;
    this.models = [`${name}-model`];
    this.says = name;
  }

  async chat({ model }: ChatCompletionRequest) {
    const completion = await this.#answer(model);
    return { completion, body: Buffer.from(JSON.stringify(completion)), usage };
  }

  async streamChat({ model }: ChatCompletionRequest) {
    const completion = await this.#answer(model);
    return {
      usage,
      async *[Symbol.asyncIterator]() {
        for await (const { chunk } of replayed(completion)) yield new StreamedChunk(chunk);
      },
    };
  }

  embed(): never {
    throw new Error('It makes no vectors.');
  }

  async close(): Promise<void> {}

  async #answer(model: string): Promise<ChatCompletion> {
    this.calls += 1;
    await this.gate;
    if (this.isAway) throw new ProviderError('unavailable', 'away', { sent: false });
    return {
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: this.says },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    };
  }
}

/** Accounts without money; the keys in `empty` have no tokens left. */
class Accounts implements Pick<Accounting, 'reserve'> {
  readonly empty = new Set<string>();
  readonly settled: CallUsage[] = [];
  released = 0;

  async reserve({ identity }: Parameters<Accounting['reserve']>[0]) {
    if (this.empty.has(identity.keyId)) throw new RateLimitedError('No tokens are left.');
    let isOpen = true;
    const once = (end: () => void): void => {
      if (isOpen) end();
      isOpen = false;
    };
    return {
      callId: 'c',
      settle: (used: CallUsage) => once(() => this.settled.push(used)),
      release: () =>
        once(() => {
          this.released += 1;
        }),
    };
  }
}

const open = async (personalData: 'tokenise' | 'pass' = 'tokenise', cache?: GatewayCache) => {
  const recorded = new RecordedMetrics(cacheMetrics);
  const kept =
    cache ??
    (await GatewayCache.open(
      { CACHE_REDIS_URL: undefined, GATEWAY_SIGNING_KEY: 'a signing key of 32 characters!!' },
      pino({ level: 'silent' }),
      recorded.metrics,
    ));
  const first = new NamedProvider('first');
  const second = new NamedProvider('second');
  const models = new ModelDirectory({
    providers: [first, second],
    fallbacks: { 'first-model': ['second-model'] },
  });
  const accounts = new Accounts();
  const answers = new AnswerCache(kept, {
    GATEWAY_PERSONAL_DATA: personalData,
    GUARDRAILS_POLICY: undefined,
  });
  const chat = new ProviderChat(models, accounts as unknown as Accounting, answers);
  return { chat, first, second, accounts, recorded, cache: kept };
};

const callOf = ({ keyId = 'a', ...more }: Partial<ChatCall> & { keyId?: string } = {}): ChatCall => ({
  identity: { tenantId: 'acme', keyId } as ChatCall['identity'],
  endpoint: '/v1/chat/completions',
  request: { model: 'first-model', messages: [{ role: 'user', content: 'Where?' }] },
  cacheMode: 'exact',
  limitMode: { mode: 'fail_fast' },
  tokens: new TokenList(),
  judgement: { tenant: 'acme', tier: 'pro' },
  signal: new AbortController().signal,
  ...more,
});

const textOf = ({ completion }: { completion: ChatCompletion }) => completion.choices[0]?.message.content;
const read = async (pieces: AsyncIterable<unknown>): Promise<void> => {
  for await (const piece of pieces) expect(piece).toBeDefined();
};

describe('an answer that may be kept', () => {
  it('is asked for again when a fallback gave it, whole or as a stream', async () => {
    const { chat, first, second } = await open();
    first.isAway = true;
    expect(textOf(await chat.complete(callOf()))).toBe('second');
    await read((await chat.stream(callOf())).pieces);
    expect(second.calls).toBe(2);
    first.isAway = false;
    expect(textOf(await chat.complete(callOf()))).toBe('first');
    expect(await chat.complete(callOf())).toMatchObject({ cache: 'hit' });
  });

  it('is given as the bytes that are kept', async () => {
    const { chat } = await open();
    const { completion } = await chat.complete(callOf());
    const { body, cache } = await chat.complete(callOf());
    expect(cache).toBe('hit');
    expect(Buffer.isBuffer(body)).toBe(true);
    expect(JSON.parse(String(body))).toEqual(completion);
  });

  it('is refused to the key that has no tokens left, and to no other that asks for the same', async () => {
    const { chat, accounts } = await open();
    accounts.empty.add('a');
    const [poor, rich] = await Promise.allSettled([
      chat.complete(callOf({ keyId: 'a' })),
      chat.complete(callOf({ keyId: 'b' })),
    ]);
    expect(poor).toMatchObject({ status: 'rejected', reason: expect.any(RateLimitedError) });
    expect(rich).toMatchObject({ status: 'fulfilled' });
  });

  it('is paid for by each that waits for it, also by the one that asked first and has left', async () => {
    const { chat, first, accounts } = await open();
    let answer = (): void => undefined;
    first.gate = new Promise((resolve) => {
      answer = resolve;
    });
    const leaver = new AbortController();
    const left = chat.complete(callOf({ keyId: 'a', signal: leaver.signal }));
    const stays = chat.complete(callOf({ keyId: 'b' }));
    await expect.poll(() => first.calls).toBe(1);
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    answer();
    expect(await stays).toMatchObject({ cache: 'hit' });
    expect(first.calls).toBe(1);
    const used = { prompt_tokens: 3, completion_tokens: 2 };
    expect(accounts.settled).toEqual([expect.objectContaining(used), expect.objectContaining(used)]);
  });

  it('is given back to each that waits for it when the model fails', async () => {
    const { chat, first, second, accounts } = await open();
    first.isAway = true;
    second.isAway = true;
    await Promise.allSettled([chat.complete(callOf({ keyId: 'a' })), chat.complete(callOf({ keyId: 'b' }))]);
    expect(accounts).toMatchObject({ settled: [], released: 2 });
  });

  it('is not given to those on whose texts other checks ran', async () => {
    const { chat, cache } = await open('tokenise');
    await chat.complete(callOf());
    const { chat: passing } = await open('pass', cache);
    expect(await passing.complete(callOf())).toMatchObject({ cache: 'miss' });
    expect(await chat.complete(callOf())).toMatchObject({ cache: 'hit' });
  });

  it('is remembered for similar questions only when it is kept', async () => {
    const { chat, first, cache } = await open();
    let remembered = 0;
    const lookUp = cache.similar.lookUp.bind(cache.similar);
    cache.similar.lookUp = async (scope, question) => {
      const { hit, remember } = await lookUp(scope, question);
      const counted = async (key: Parameters<typeof remember>[0]): Promise<void> => {
        remembered += 1;
        await remember(key);
      };
      return { hit, remember: counted };
    };
    first.says = 'Mail jo@example.com';
    await chat.complete(callOf({ cacheMode: 'semantic' }));
    expect(remembered).toBe(0);
    first.says = 'There.';
    await chat.complete(callOf({ cacheMode: 'semantic' }));
    expect(remembered).toBe(1);
  });

  it('counts as one miss, whatever else it was compared with', async () => {
    for (const cacheMode of ['exact', 'semantic'] as const) {
      const { chat, recorded } = await open();
      await chat.complete(callOf({ cacheMode }));
      expect(await recorded.read('cache_misses_total')).toEqual({ 'chat_completion process': 1 });
    }
  });

  it('is kept under the checks that ran, in their version, as are the questions it is compared with', async () => {
    const { chat, cache } = await open('pass');
    const keyOf = vi.spyOn(cache, 'keyOf');
    await chat.complete(callOf({ cacheMode: 'semantic' }));
    const checks = [
      `guardrails@${guardrailsVersion}`,
      `platform@${platformVersion}`,
      'personal-data@pass',
      'policy@default',
    ];
    expect(keyOf.mock.calls.map(([parts]) => [parts.class, parts.checks])).toEqual([
      ['chat_completion', checks],
      ['semantic_index', checks],
    ]);
  });

  it('is not kept when it was purged while it was streamed', async () => {
    const { chat, cache } = await open();
    const { pieces } = await chat.stream(callOf());
    await cache.entries.purge({ tenant: 'acme' });
    await read(pieces);
    expect(await chat.complete(callOf())).toMatchObject({ cache: 'miss' });
  });
});
