import { describe, expect, it } from 'vitest';
import { alertOf, candidateOf, namespace, policyOf, ruleOf } from '../fixtures/alerts.ts';
import { MemoryLedger } from '../fixtures/memory-ledger.ts';
import { decide } from './decide.ts';
import { overdueRestores, restoresFor } from './restores.ts';

const policy = policyOf({ limits: { actions: { scale: { per_hour: 9, cool_down_seconds: 60 } } } });
const first = '2026-11-22T12:08:00.000Z';
const second = '2026-11-22T12:08:30.000Z';
const slow = (startsAt: string) =>
  candidateOf(ruleOf(policy, 'scale'), alertOf('ArmSlow', 'coder-arm', startsAt));

type Outcome = 'succeeded' | 'failed' | 'unknown' | 'impossible';

const world = () => {
  const ledger = new MemoryLedger();
  ledger.now = new Date('2026-11-22T12:09:00.000Z');
  const ask = { seconds: 172_800, ids: [] };
  const end = (outcome: Outcome) =>
    ledger.end(ledger.rows.at(-1) ?? { id: '' }, { outcome, message: '', milliseconds: 0 });
  const raise = async (startsAt: string, outcome: Outcome = 'succeeded') => {
    await ledger.decide(ask, (history) =>
      decide([slow(startsAt)], history, { policy, mode: 'act', namespace }),
    );
    await end(outcome);
    ledger.advance(60);
  };
  const resolve = (...starts: readonly string[]) =>
    ledger.decide(ask, (history) => restoresFor(starts.map(slow), history));
  const overdue = () => ledger.decide(ask, overdueRestores);
  return { ledger, end, raise, resolve, overdue };
};

describe('what was raised', () => {
  it('is put back when its alert is resolved, once', async () => {
    const { raise, resolve, end } = world();
    await raise(first);
    expect(await resolve(first)).toMatchObject([
      {
        action: 'restore',
        target: 'coder-arm',
        decision: 'act',
        reason: 'ArmSlow is resolved.',
        remedy: { kind: 'restore', service: 'coder-arm' },
      },
    ]);
    expect(await resolve(first)).toEqual([]);
    await end('succeeded');
    expect(await resolve(first)).toEqual([]);
  });

  it.each([
    ['unknown', 1],
    ['failed', 1],
    ['impossible', 0],
  ] as const)('is put back whenever it may have been raised: %s', async (outcome, times) => {
    const { raise, resolve } = world();
    await raise(first, outcome);
    expect(await resolve(first)).toHaveLength(times);
  });

  it('stays while another alert needs it, and the last one puts it back', async () => {
    const { raise, resolve, end } = world();
    await raise(first);
    await raise(second);
    expect(await resolve(second)).toMatchObject([
      { remedy: null, reason: 'ArmSlow is resolved. It stays raised: another alert needs it.' },
    ]);
    await end('succeeded');
    expect(await resolve(first)).toMatchObject([{ remedy: { kind: 'restore', service: 'coder-arm' } }]);
  });

  it('is put back once when all its alerts are resolved together', async () => {
    const { raise, resolve } = world();
    await raise(first);
    await raise(second);
    expect((await resolve(first, second)).map(({ remedy }) => remedy?.kind ?? null)).toEqual([
      null,
      'restore',
    ]);
  });

  it('is put back after its longest time when nobody says that the alert is resolved', async () => {
    const { raise, overdue, ledger } = world();
    await raise(first);
    ledger.advance(14_400 - 61);
    expect(await overdue()).toEqual([]);
    ledger.advance(1);
    expect(await overdue()).toMatchObject([{ remedy: { kind: 'restore' } }]);
    expect(await overdue()).toEqual([]);
  });

  it('is tried again less and less often when it cannot be put back, for two days', async () => {
    const { raise, resolve, overdue, end, ledger } = world();
    await raise(first);
    await resolve(first);
    for (const wait of [300, 600, 1_200, 2_400, 3_600, 3_600]) {
      await end('failed');
      ledger.advance(wait - 1);
      expect(await overdue()).toEqual([]);
      ledger.advance(1);
      expect(await overdue()).toMatchObject([{ reason: 'It could not be put back before.' }]);
    }
    await end('failed');
    ledger.advance(172_800);
    expect(await overdue()).toEqual([]);
  });

  it('does not keep others from being put back when it cannot be', async () => {
    const { raise, resolve, end } = world();
    await raise(first);
    await resolve(first);
    await end('failed');
    await raise(second);
    expect(await resolve(second)).toMatchObject([{ remedy: { kind: 'restore' } }]);
  });
});
