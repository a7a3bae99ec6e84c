import { backups, deployed, metricsOf, processMetrics } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { exporters, targetMetrics } from '../exporters/index.ts';
import { metricsIn, promql } from '../promql/index.ts';
import { everyAlert, everyRecorded, ruleGroups } from '../rules/groups.ts';
import { type Installation, severities } from './alert.ts';
import { grouped } from './all.ts';
import { hurried, realTime } from './pace.ts';
import { runbooks, runbookUrl } from './runbooks.ts';

const installation: Installation = {
  pace: realTime,
  environments: [
    { name: 'staging', namespace: 'octollm-staging' },
    { name: 'production', namespace: 'octollm-production' },
  ],
};
const alerts = everyAlert(installation);
const names = new Set(alerts.map(({ name }) => name));
const named = (name: string) => alerts.filter((alert) => alert.name === name);

describe('the alerts', () => {
  it('are in every group that the platform promises, with three severities', () => {
    expect(names.size).toBeGreaterThanOrEqual(40);
    expect([...new Set(alerts.map(({ group }) => group))]).toEqual([
      'availability',
      'performance',
      'resources',
      'workloads',
      'database',
      'cache',
      'queues',
      'models',
      'guardrails',
      'backups',
      'certificates',
      'platform',
      'gpu',
      'service-levels',
    ]);
    expect(new Set(alerts.map(({ severity }) => severity))).toEqual(new Set(severities));
  });

  it('rest on nothing but metrics that somebody exports and series that are recorded', () => {
    const exported = new Set([
      ...deployed.flatMap(metricsOf),
      ...Object.values(processMetrics),
      ...Object.values(targetMetrics),
      ...exporters.flatMap(({ metrics }) => Object.values(metrics)),
    ]);
    const recorded = new Set(everyRecorded(installation).map(({ name }) => name));
    const strange = alerts
      .flatMap(({ expr }) => metricsIn(expr))
      .filter((metric) => (metric.kind === 'recorded' ? !recorded.has(metric.name) : !exported.has(metric)));
    expect(strange).toEqual([]);
  });

  it('say of an open circuit that it may be held, where the arm is well', () => {
    for (const name of ['ArmUnavailable', 'BreakerOpen'])
      expect(named(name)).toMatchObject([{ description: expect.stringContaining('breaker.hold') }]);
  });

  it('say what is wrong, for how long, and where to read on', () => {
    const vague = alerts.filter(
      ({ name, summary, description, service, for: holds }) =>
        !/^[A-Z][A-Za-z]+$/.test(name) ||
        [summary, description, service].some((text) => text === '') ||
        holds.seconds === 0,
    );
    expect(vague).toEqual([]);
    expect(runbookUrl({ name: 'ServiceDown', runbook: 'service-unavailable' })).toBe(
      'https://github.com/octollm/octollm/blob/main/docs/operations/runbooks/service-unavailable.md#servicedown',
    );
    expect(runbooks.filter((file) => !alerts.some(({ runbook }) => runbook === file))).toEqual([]);
  });

  it('do not speak of labels that their expressions do not return', () => {
    const [down] = named('ServiceDown');
    const wrong = { ...down, summary: '{{ $labels.pod }} is down' } as (typeof alerts)[number];
    expect(() => grouped('availability', [wrong])).toThrow('ServiceDown speaks of {{ $labels.pod }}');
  });

  it('are for somewhere', () => {
    expect(() => ruleGroups({ pace: realTime, environments: [] })).toThrow('for no environment');
  });

  it('miss every service in every environment once its targets vanish, which no up == 0 would', () => {
    expect(named('ServiceMissing').map(({ service }) => service)).toEqual(deployed.map(({ name }) => name));
    for (const { expr } of named('ServiceMissing'))
      for (const { namespace } of installation.environments) expect(expr.text).toContain(`"${namespace}"`);
  });

  it('watch the age of every backup of the plan', () => {
    const watched = new Set(named('BackupTooOld').map(({ labels }) => labels?.schedule));
    expect(watched).toEqual(new Set([...backups.staging, ...backups.production].map(({ name }) => name)));
    expect(
      named('BackupTooOld').find(({ labels }) => labels?.schedule === 'postgres-base')?.expr.text,
    ).toMatch(/octollm-staging\|octollm-production.*> 90000$/);
  });

  it('compare money with what it increases by, never with a rate, which is a second', () => {
    for (const { expr } of alerts) expect(expr.text).not.toMatch(/rate\(llm_api_cost_total/);
    expect(named('ModelSpendPerDay')[0]?.expr.text).toBe(
      'sum_over_time(namespace:llm_api_cost:increase1h[1d:1h]) > 500',
    );
    expect(named('ModelSpendPerMonth')[0]?.expr.text).toContain('[30d:1h]) > 10000');
    expect(everyRecorded(installation)[0]?.expr.text).toBe(
      'sum by (namespace) (increase(llm_api_cost_total[1h]))',
    );
  });

  it('include one that always fires', () => {
    expect(named('Watchdog')[0]?.expr.text).toBe(promql`vector(1)`.text);
  });
});

describe('the pace of the alerts', () => {
  it('changes windows and waits, and nothing else', () => {
    const quick = ruleGroups({ ...installation, pace: hurried });
    const real = ruleGroups(installation);
    const ids = (groups: typeof real) =>
      groups.map(({ name, rules }) => [
        name,
        rules.map((rule) => ('alert' in rule ? rule.alert : rule.record)),
      ]);
    expect(ids(quick)).toEqual(ids(real));
    const windows = quick.flatMap(({ rules }) =>
      rules.flatMap(({ expr }) => [...expr.matchAll(/\[(\w+)\]/g)]),
    );
    expect(windows.filter(([, window = '']) => /[hd]|[3-9]m/.test(window.replaceAll('ms', '')))).toEqual([]);
  });

  it('keeps a day longer than an hour, and shrinks limits with their windows', () => {
    const text = everyAlert({ ...installation, pace: hurried }).find(
      ({ name }) => name === 'ModelSpendPerDay',
    )?.expr.text;
    const [, window, limit] = /\[(\d+)s\d+ms:.*\]\) > ([\d.]+)/.exec(text ?? '') ?? [];
    expect(Number(window)).toBe(41);
    expect(Number(limit)).toBeCloseTo((500 * 41.195) / 86_400, 4);
  });
});
