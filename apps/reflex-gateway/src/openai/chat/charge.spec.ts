import { describe, expect, it } from 'vitest';
import type { Accounting } from '../../accounting/accounting.ts';
import type { CallUsage, PlannedCall } from '../../accounting/call.ts';
import { Charge } from './charge.ts';

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

  it('is all that was reserved when the call was given up after it was sent', async () => {
    const { accounting, settled } = waitingAccounts(() => undefined);
    const { signal } = new AbortController();
    const charge = await Charge.reserve(accounting, planned, { limitMode: { mode: 'fail_fast' }, signal });
    charge.fail(new Error('gone'), true);
    expect(settled).toEqual([{ prompt_tokens: 10, completion_tokens: 4_096 }]);
  });
});
