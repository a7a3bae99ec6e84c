import { beforeAll, describe, expect, it } from 'vitest';
import { realTime } from '../alerts/pace.ts';
import { toolOf, type Verdict, withFiles } from '../fixtures/promtool.ts';
import { exampleRouting } from '../fixtures/routing.ts';
import { everyAlert } from '../rules/groups.ts';
import { alertmanagerFile, routing } from './routing.ts';
import { receiversOf } from './simulate.ts';

const alerts = everyAlert({
  pace: realTime,
  environments: [{ name: 'production', namespace: 'octollm-production' }],
});
const file = { 'alertmanager.yaml': alertmanagerFile(exampleRouting) };

let amtool: (...args: string[]) => Verdict;
beforeAll(async () => {
  amtool = await toolOf('alertmanager');
});

describe('Alertmanager itself', { timeout: 300_000 }, () => {
  it('takes the configuration', () => {
    const { succeeded, output } = withFiles(file, (folder) =>
      amtool('check-config', `${folder}/alertmanager.yaml`),
    );
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
  });

  it('brings every severity of every service where the simulation says', () => {
    const { route } = routing(exampleRouting);
    const pairs = new Map(
      alerts.map(({ name, severity, service }) => [
        `${severity} ${service}`,
        {
          alertname: name,
          severity,
          service: service.replaceAll(/[^\w-]/g, ''),
          namespace: 'octollm-production',
        },
      ]),
    );
    withFiles(file, (folder) => {
      for (const labels of pairs.values()) {
        const matchers = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
        const { output } = amtool(
          'config',
          'routes',
          'test',
          `--config.file=${folder}/alertmanager.yaml`,
          ...matchers,
        );
        expect(output.trim().split('\n').at(-1)?.split(',')).toEqual(receiversOf(route, labels));
      }
    });
  });
});
