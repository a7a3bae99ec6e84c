import { taskMetrics } from '@octollm/catalogue';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../alerts/alert.ts';
import { hurried } from '../alerts/pace.ts';
import { sample } from '../alerts/sample.ts';
import { tested, testOf } from '../fixtures/alert-test.ts';
import { mutationsOf } from '../fixtures/mutation.ts';
import { failuresOf, toolOf, type Verdict, withFiles } from '../fixtures/promtool.ts';
import { ruleFile } from './file.ts';
import { everyAlert } from './groups.ts';

const alerts = everyAlert(tested);

/** Rules that share a name have numbers. */
const numbered = (index: number, { name }: Alert): string => `${name}-${index}`;

let promtool: (...args: string[]) => Verdict;
beforeAll(async () => {
  promtool = await toolOf('prometheus');
});

// Minutes, where much else runs on the machine.
describe('the rules', { timeout: 300_000 }, () => {
  it('are taken by Prometheus, in real time and in a hurry', () => {
    const files = { 'rules.yaml': ruleFile(tested), 'hurried.yaml': ruleFile({ ...tested, pace: hurried }) };
    const { succeeded, output } = withFiles(files, (folder) =>
      promtool('check', 'rules', ...Object.keys(files).map((name) => `${folder}/${name}`)),
    );
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
  });

  it('fire on the fault of each alert, and neither without it nor on a blip of it', () => {
    const tests = new Map(alerts.map((alert, index) => [numbered(index, alert), testOf(alert)]));
    expect(Object.fromEntries(failuresOf(promtool, tests))).toEqual({});
  });

  it('miss a promise also where no task has ever succeeded, so that there is no series of it', () => {
    const [burn] = alerts.filter(({ name }) => name === 'TaskSuccessBurn');
    const failing = sample(taskMetrics.completed, { status: 'failed' }, { control: 'gone', fault: 60 });
    const tests = burn === undefined ? [] : [['never', testOf({ ...burn, samples: [failing] })] as const];
    expect(tests).toHaveLength(1);
    expect(Object.fromEntries(failuresOf(promtool, new Map(tests)))).toEqual({});
  });

  it('tell of the first action that fails, which makes its series, and of it alone', () => {
    const [failing] = alerts.filter(({ name }) => name === 'RemediationFailing');
    if (failing === undefined) throw new Error('There is no RemediationFailing.');
    const { name: alertname, severity, service } = failing;
    const labels = { namespace: 'fires', action: 'restart', severity, service };
    const test = (file: string) => ({
      rule_files: [file],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            {
              series: 'remediation_actions_total{namespace="fires", action="restart", outcome="failed"}',
              values: '_x4 1x40',
            },
          ],
          alert_rule_test: [
            { eval_time: '3m', alertname, exp_alerts: [] },
            { eval_time: '10m', alertname, exp_alerts: [{ exp_labels: labels }] },
            { eval_time: '30m', alertname, exp_alerts: [] },
          ],
        },
      ],
    });
    const tests = new Map([['first', { rules: testOf(failing).rules, test }]]);
    expect(Object.fromEntries(failuresOf(promtool, tests))).toEqual({});
  });

  it('do not, once a threshold is moved or a label is no longer told apart', () => {
    // One change for each name, each kind of change in turn: all of them at once take three times as long.
    const distinct = [...new Map(alerts.map((alert) => [alert.name, alert])).values()];
    const mutants = new Map(
      distinct.flatMap((alert, index) => {
        const changes = Object.entries(mutationsOf(alert));
        const [kind, mutant] = changes[index % changes.length] ?? [];
        if (kind === undefined || mutant === undefined) return [];
        return [[`${alert.name}-${kind}`, { ...testOf(alert), rules: testOf(mutant).rules }] as const];
      }),
    );
    const noticed = failuresOf(promtool, mutants);
    expect([...mutants.keys()].filter((name) => !noticed.has(name))).toEqual([]);
    expect(mutants.size).toBeGreaterThan(distinct.length * 0.9);
  });
});
