import type { Remediation } from '@octollm/memory';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, candidateOf, namespace, policyOf, ruleOf } from '../fixtures/alerts.ts';
import { MemoryLedger } from '../fixtures/memory-ledger.ts';
import type { Policy } from '../policy/policy.ts';
import { isQuiet } from '../policy/quiet-hours.ts';
import { attemptIds, type Mode } from './candidate.ts';
import { countedAs, decide, historySeconds } from './decide.ts';

const rules = ['restart', 'scale', 'spare'] as const;
const names = { restart: 'ServiceDown', scale: 'ArmSlow', spare: 'ArmFailing' } as const;

/** A notification that comes some time after the one before, and how what it starts ends. */
const notifications = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 30_000, max: 90_000 })),
    alerts: fc.array(
      fc.record({
        rule: fc.constantFrom(...rules),
        service: fc.constantFrom('judge-arm', 'coder-arm', 'planner-arm'),
        age: fc.integer({ min: 0, max: 5_000 }),
        severity: fc.constantFrom('critical', 'warning', 'info'),
      }),
      { maxLength: 8 },
    ),
    outcome: fc.constantFrom('succeeded', 'failed', 'unknown', 'impossible', null),
  }),
  { maxLength: 25 },
);

const limit = fc.record({
  per_hour: fc.integer({ min: 1, max: 4 }),
  per_day: fc.integer({ min: 1, max: 4 }),
  cool_down_seconds: fc.integer({ min: 60, max: 4_000 }),
});

const policies = fc
  .record({
    per_hour: fc.integer({ min: 1, max: 6 }),
    restart: limit,
    scale: limit,
    open_breaker: limit,
    quiet: fc.boolean(),
  })
  .map(({ per_hour, quiet, ...actions }) =>
    policyOf({
      quiet_hours: quiet ? [{ from: '12:30', to: '13:30' }] : [],
      limits: { per_hour, actions },
    }),
  );

const seconds = ({ at }: Remediation): number => at.getTime() / 1_000;

const hour = 3_600;
const day = 86_400;

/** The most acts that any time of that length has, its end included and its beginning not. */
const mostIn = (length: number, acts: readonly Remediation[]): number =>
  Math.max(
    0,
    ...acts.map(
      (last) =>
        acts.filter((one) => seconds(one) <= seconds(last) && seconds(one) > seconds(last) - length).length,
    ),
  );

const checkLimits = (acts: readonly Remediation[], { limits, quiet_hours }: Policy): void => {
  expect(mostIn(hour, acts)).toBeLessThanOrEqual(limits.per_hour);
  for (const kind of ['restart', 'scale', 'open_breaker'] as const) {
    const same = acts.filter(({ action }) => action === kind);
    expect(mostIn(hour, same)).toBeLessThanOrEqual(limits.actions[kind].per_hour);
    for (const target of new Set(same.map((one) => one.target))) {
      const ofTarget = same.filter((one) => one.target === target);
      expect(mostIn(day, ofTarget)).toBeLessThanOrEqual(limits.actions[kind].per_day);
      const times = ofTarget.map(seconds);
      for (const [index, time] of times.slice(1).entries())
        expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(limits.actions[kind].cool_down_seconds);
    }
  }
  expect(acts.filter(({ at }) => isQuiet(quiet_hours, at))).toEqual([]);
};

const checkOccurrences = (acts: readonly Remediation[], mode: Mode): void => {
  for (const key of new Set(acts.map(({ details }) => details['key']))) {
    const attempts = acts.filter(({ details }) => details['key'] === key);
    expect(attempts.length).toBeLessThanOrEqual(mode === 'act' ? 3 : 1);
    const before = attempts.slice(0, -1).map(({ ended }) => ended?.outcome);
    expect(before.every((outcome) => outcome === 'failed' || outcome === 'unknown')).toBe(true);
  }
};

const otherOf: Readonly<Record<Mode, Mode>> = { act: 'dry-run', 'dry-run': 'act' };

describe('the limits of a policy', () => {
  it.each(['act', 'dry-run'] as const)(
    'are exceeded by no sequence of notifications whatever: %s',
    async (mode: Mode) => {
      await fc.assert(
        fc.asyncProperty(policies, notifications, async (policy, sequence) => {
          const ledger = new MemoryLedger();
          for (const { after, alerts, outcome } of sequence) {
            ledger.advance(after);
            const candidates = alerts.map(({ rule, service, age, severity }) => {
              // Rounded, so that the same occurrence comes more than once.
              const begun = Math.floor((ledger.now.getTime() / 1_000 - age) / 3_000) * 3_000_000;
              const alert = alertOf(names[rule], service, new Date(begun), { labels: { severity } });
              return candidateOf(ruleOf(policy, rule), alert);
            });
            const ids = candidates.flatMap((candidate) => [...attemptIds(candidate, mode)]);
            const made = await ledger.decide({ seconds: historySeconds, ids }, (history) =>
              decide(candidates, history, { policy, mode, namespace }),
            );
            for (const verdict of made)
              if (verdict.decision === 'act' && outcome !== null)
                await ledger.end(verdict, { outcome, message: '', milliseconds: 0 });
          }
          const acts = ledger.rows.filter(({ decision }) => decision === countedAs(mode));
          checkLimits(
            acts.filter(({ ended }) => ended?.outcome !== 'impossible'),
            policy,
          );
          checkOccurrences(acts, mode);
          const others = ledger.rows.filter(({ decision }) => decision === countedAs(otherOf[mode]));
          expect(others).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
  );
});
