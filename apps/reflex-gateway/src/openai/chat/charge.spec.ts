import { ModelRoute, type ModelTarget, ProviderError } from '@octollm/llm';
import { CircuitBreaker } from '@octollm/resilience';
import { describe, expect, it } from 'vitest';
import type { Accounting } from '../../accounting/accounting.ts';
import type { CallUsage, PlannedCall } from '../../accounting/call.ts';
import { Charge, plannedChat } from './charge.ts';

const identity = { tenantId: 'acme', keyId: 'k' } as PlannedCall['identity'];
const planned: PlannedCall = {
  identity,
  endpoint: '/v1/chat/completions',
  provider: 'openai',
  model: 'm',
  promptTokens: 10,
  maxCompletionTokens: 4_096,
};

/** Accounts that wait before they reserve, as a limit that is used up makes them. */
const waitingAccounts = (while_: () => void) => {
  const settled: CallUsage[] = [];
  let released = 0;
  const accounting: Pick<Accounting, 'reserve'> = {
    reserve: async () => {
      while_();
      return {
        callId: 'c',
        settle: (usage) => void settled.push(usage),
        release: () => {
          released += 1;
        },
      };
    },
  };
  return { accounting, settled, released: () => released };
};

describe('the charge of a call', () => {
  it('is given back, and the call is not made, when its caller leaves while it waits', async () => {
    const caller = new AbortController();
    const { accounting, settled, released } = waitingAccounts(() => caller.abort(new Error('gone')));
    const { signal } = caller;
    const reserved = Charge.reserve(accounting, planned, { limitMode: { mode: 'fail_fast' }, signal });
    await expect(reserved).rejects.toThrow('gone');
    expect(released()).toBe(1);
    expect(settled).toEqual([]);
  });

  const begun = async () => {
    const accounts = waitingAccounts(() => undefined);
    const { signal } = new AbortController();
    const charge = await Charge.reserve(accounts.accounting, planned, {
      limitMode: { mode: 'fail_fast' },
      signal,
    });
    const lose = (model: string, error: unknown): Promise<unknown> => {
      const usage = { promptTokens: 10, completionTokens: 4_096, estimated: true };
      const lost = charge.lost.during(
        () => ({ provider: 'openai', model, usage }),
        signal,
        () => {
          throw error;
        },
      );
      return lost.catch(() => undefined);
    };
    return { ...accounts, charge, lose };
  };
  const unknown = new ProviderError('unavailable', 'openai broke off.');
  const lostOne = {
    prompt_tokens: 10,
    completion_tokens: 4_096,
    answered_by: { provider: 'openai', model: 'm' },
  };

  it('is the most that a provider can have used that was given up after the call was sent', async () => {
    const { charge, lose, settled } = await begun();
    await lose('m', unknown);
    charge.fail();
    expect(settled).toEqual([lostOne]);
  });

  it('is nothing when each provider refused, or was never reached', async () => {
    const { charge, lose, settled, released } = await begun();
    await lose('m', new ProviderError('unavailable', 'busy', { status: 503 }));
    await lose('m', new ProviderError('unavailable', 'not reached', { sent: false }));
    charge.fail();
    expect([settled, released()]).toEqual([[], 1]);
  });

  it('is also for those that were given up before another answered', async () => {
    const { charge, lose, settled } = await begun();
    await lose('m', unknown);
    charge.settle({ promptTokens: 3, completionTokens: 2 });
    expect(settled).toEqual([{ prompt_tokens: 3, completion_tokens: 2, broken_off: [lostOne] }]);
  });
});

describe('what is planned for a chat', () => {
  const target = (name: string, usualLimit?: number): ModelTarget => ({
    provider: { name, models: [], usualLimit } as unknown as ModelTarget['provider'],
    model: `${name}-model`,
    breaker: new CircuitBreaker(),
  });
  const route = new ModelRoute([target('openai'), target('anthropic', 16_384)]);
  const caller = { identity, endpoint: '/v1/chat/completions' };
  const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] };

  it('is the longest answer that one of its models may be asked for, at the price of any', () => {
    expect(plannedChat(caller, request, route)).toMatchObject({
      provider: 'openai',
      model: 'openai-model',
      fallbacks: [{ provider: 'anthropic', model: 'anthropic-model' }],
      maxCompletionTokens: 16_384,
    });
    expect(plannedChat(caller, request, route.withoutFallbacks).maxCompletionTokens).toBe(4_096);
    expect(plannedChat(caller, { ...request, max_tokens: 100 }, route).maxCompletionTokens).toBe(100);
  });
});
