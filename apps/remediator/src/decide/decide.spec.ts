import { describe, expect, it } from 'vitest';
import { alertOf, candidateOf, namespace, policyOf, ruleOf } from '../fixtures/alerts.ts';
import { MemoryLedger } from '../fixtures/memory-ledger.ts';
import type { PolicySource } from '../policy/policy.ts';
import { attemptIds, type Candidate, type Mode } from './candidate.ts';
import { decide, historySeconds } from './decide.ts';

const start = '2026-11-22T11:55:00.000Z';

const world = (source: Partial<PolicySource> = {}, mode: Mode = 'act') => {
  const ledger = new MemoryLedger();
  const policy = policyOf(source);
  const rule = ruleOf(policy, 'restart');
  const answer = (...candidates: readonly Candidate[]) => {
    const ids = candidates.flatMap((candidate) => [...attemptIds(candidate, mode)]);
    return ledger.decide({ seconds: historySeconds, ids }, (history) =>
      decide(candidates, history, { policy, mode, namespace }),
    );
  };
  const down = (service: string, startsAt = start, labels = {}) =>
    candidateOf(rule, alertOf('ServiceDown', service, startsAt, { labels }));
  const end = (outcome: 'succeeded' | 'failed' | 'unknown' | 'impossible') => {
    const last = ledger.rows.findLast(({ decision }) => decision === 'act');
    return ledger.end(last ?? { id: '' }, { outcome, message: '', milliseconds: 1 });
  };
  return { ledger, policy, answer, down, end };
};

describe('a decision', () => {
  it('is to act, with what is done and why', async () => {
    const { answer, down } = world();
    expect(await answer(down('judge-arm'))).toMatchObject([
      {
        action: 'restart',
        target: 'judge-arm',
        decision: 'act',
        reason: `ServiceDown fires for judge-arm since ${start}.`,
        details: { rule: 'restart', alert: 'ServiceDown', starts_at: start },
        remedy: { kind: 'restart', service: 'judge-arm' },
      },
    ]);
  });

  it('is the same in a dry run, but nothing is done', async () => {
    const { answer, down } = world({}, 'dry-run');
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'dry_run', remedy: null }]);
    expect(await answer(down('judge-arm', '2026-11-22T11:56:00.000Z'))).toMatchObject([
      { decision: 'cool_down' },
    ]);
  });

  it('is made once for an occurrence, however often it comes', async () => {
    const { answer, down, end, ledger } = world();
    expect(await answer(down('judge-arm'), down('judge-arm'))).toHaveLength(1);
    await end('succeeded');
    ledger.advance(7_200);
    for (let time = 0; time < 3; time++)
      expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'repeated', remedy: null }]);
    // Far beyond what limits look at, it is still the same occurrence.
    ledger.advance(5 * 86_400);
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'repeated' }]);
  });

  it.each(['failed', 'unknown'] as const)(
    'is made again after the cool-down when what was done is %s, three times at most',
    async (outcome) => {
      const { answer, down, end, ledger } = world();
      const decisions: unknown[] = [];
      const ask = async () => decisions.push((await answer(down('judge-arm')))[0]?.decision);
      for (let attempt = 1; attempt <= 3; attempt++) {
        await ask();
        await end(outcome);
        ledger.advance(899);
        await ask();
        ledger.advance(1);
      }
      expect(decisions).toEqual(['act', 'cool_down', 'act', 'cool_down', 'act', 'repeated']);
      ledger.advance(86_400);
      expect(await answer(down('judge-arm'))).toMatchObject([
        { decision: 'repeated', reason: 'It was tried 3 times; somebody has to look.' },
      ]);
    },
  );

  it('pauses one tenant for an occurrence, whoever spends most while that one is paused', async () => {
    const { answer, end, ledger, policy } = world();
    const spends = (tenant: string) =>
      candidateOf(ruleOf(policy, 'pause'), alertOf('ModelSpendSpike', 'models', start), {
        name: tenant,
        tenantId: tenant,
      });
    expect(await answer(spends('acme'))).toMatchObject([{ decision: 'act', target: 'acme' }]);
    await end('succeeded');
    ledger.advance(3_601);
    expect(await answer(spends('innocent'))).toMatchObject([{ decision: 'repeated', target: 'innocent' }]);
  });

  it('leaves a target alone after three times within a day, however often its alert begins anew', async () => {
    const { answer, down, end, ledger } = world();
    const flap = async () => (await answer(down('judge-arm', ledger.now.toISOString())))[0]?.decision;
    for (let time = 0; time < 3; time++) {
      expect(await flap()).toBe('act');
      await end('succeeded');
      ledger.advance(3_600);
    }
    expect(await flap()).toBe('target_limit');
    expect(await answer(down('coder-arm'))).toMatchObject([{ decision: 'act' }]);
    ledger.advance(86_400 - 3 * 3_600 - 1);
    expect(await flap()).toBe('target_limit');
    ledger.advance(1);
    expect(await flap()).toBe('act');
  });

  it('does not count what was impossible', async () => {
    const { answer, down, end } = world({ limits: { per_hour: 1 } });
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'act' }]);
    await end('impossible');
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'repeated' }]);
    expect(await answer(down('judge-arm', '2026-11-22T11:59:00.000Z'))).toMatchObject([{ decision: 'act' }]);
  });

  it('leaves a target alone for a while, and other targets not', async () => {
    const { answer, down } = world();
    await answer(down('judge-arm'));
    expect(await answer(down('judge-arm', '2026-11-22T11:59:00.000Z'), down('coder-arm'))).toMatchObject([
      { target: 'coder-arm', decision: 'act' },
      { target: 'judge-arm', decision: 'cool_down' },
    ]);
  });

  it.each([
    [
      'of its own',
      { per_hour: 50, actions: { restart: { per_hour: 2, cool_down_seconds: 60 } } },
      'action_limit',
    ],
    ['of all actions', { per_hour: 2 }, 'total_limit'],
  ] as const)('keeps the limit %s within one notification', async (_what, limits, refusal) => {
    const { answer, down, ledger } = world({ limits });
    const storm = ['a', 'b', 'c', 'd', 'e'].map((service) => down(service));
    expect((await answer(...storm)).map(({ decision }) => decision)).toEqual([
      'act',
      'act',
      refusal,
      refusal,
      refusal,
    ]);
    ledger.advance(3_599);
    expect(await answer(down('f'))).toMatchObject([{ decision: refusal }]);
    ledger.advance(1);
    expect(await answer(down('f'))).toMatchObject([{ decision: 'act' }]);
  });

  it('lets what is critical go first, and then what fires longest', async () => {
    const { answer, down } = world({ limits: { per_hour: 1 } });
    const verdicts = await answer(
      down('young', '2026-11-22T11:58:00.000Z'),
      down('warned', '2026-11-22T10:00:00.000Z', { severity: 'warning' }),
      down('old', '2026-11-22T11:00:00.000Z'),
    );
    expect(verdicts.map(({ target, decision }) => [target, decision])).toEqual([
      ['old', 'act'],
      ['young', 'total_limit'],
      ['warned', 'total_limit'],
    ]);
  });

  it.each([
    ['severity', { severity: 'info' }],
    ['severity', { severity: 'constructor' }],
    ['elsewhere', { namespace: 'octollm-production' }],
  ])('refuses an alert for its %s', async (decision, labels) => {
    const { answer, down } = world();
    expect(await answer(down('judge-arm', start, labels))).toMatchObject([{ decision, remedy: null }]);
  });

  it('refuses what has no target, and says why', async () => {
    const { answer, policy } = world();
    const rule = ruleOf(policy, 'restart');
    const missing = 'The alert is about redis, which is no service of the platform.';
    expect(
      await answer(candidateOf(rule, alertOf('ServiceDown', 'redis', start), { name: 'redis', missing })),
    ).toMatchObject([{ decision: 'no_target', reason: missing }]);
  });

  it('waits until an alert is old enough', async () => {
    const rules = [
      { name: 'restart', alerts: ['ServiceDown'], firing_seconds: 301, action: { kind: 'restart' as const } },
    ];
    const { answer, down, ledger } = world({ rules });
    expect(await answer(down('judge-arm'))).toMatchObject([
      { decision: 'too_young', reason: 'It must fire for 1 seconds more.' },
    ]);
    ledger.advance(1);
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'act' }]);
  });

  it('does nothing in quiet hours', async () => {
    const { answer, down, ledger } = world({ quiet_hours: [{ from: '11:00', to: '12:01' }] });
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'quiet_hours' }]);
    ledger.advance(60);
    expect(await answer(down('judge-arm'))).toMatchObject([{ decision: 'act' }]);
  });

  it('writes one row a reason, however often an alert is refused', async () => {
    const { answer, down, ledger } = world({ limits: { per_hour: 1 } });
    await answer(down('a'));
    for (let time = 0; time < 5; time++) await answer(down('b'));
    expect(ledger.rows).toHaveLength(2);
  });
});
