import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../dashboards/all.ts';
import { queriesOf } from '../dashboards/queries-of.ts';
import { toolOf, withFiles } from '../fixtures/promtool.ts';
import { longTermRecordings } from '../long-term/recordings.ts';
import { yamlText } from './document.ts';
import { monitoringFiles } from './files.ts';

const files = monitoringFiles();
const inFolder = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...files].flatMap(([path, text]) =>
      path.startsWith(`monitoring/${folder}/`) ? [[path.slice(`monitoring/${folder}/`.length), text]] : [],
    ),
  );

/** What Prometheus reads, with the secrets that Compose mounts beside it: promtool looks for the files. */
const ofPrometheus = (): Readonly<Record<string, string>> => {
  const all = inFolder('prometheus');
  const text = all['prometheus.yaml'] ?? '';
  const secrets = [...text.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, name = '']) => [name, 'a key']);
  return { ...all, ...Object.fromEntries(secrets), 'prometheus.yaml': text.replaceAll('/run/secrets/', '') };
};

describe('The configuration for Docker Compose', () => {
  it('is one that Prometheus reads, with its rules and all queries of dashboards and of the store of a year', async () => {
    const promtool = await toolOf('prometheus');
    const queries = pages.flatMap((page) => queriesOf(page)).map(({ text }) => text);
    const asRules = [
      ...queries.map((expr, index) => ({ record: `dashboard:query:${index}`, expr })),
      ...longTermRecordings().map(({ name, expr }) => ({ record: name, expr: expr.text })),
    ];
    const { output, succeeded } = withFiles(
      {
        ...ofPrometheus(),
        'queries.yaml': yamlText({ groups: [{ name: 'queries', rules: asRules }] }),
      },
      (folder) => {
        const config = promtool('check', 'config', join(folder, 'prometheus.yaml'));
        const rules = promtool('check', 'rules', join(folder, 'queries.yaml'));
        return { output: config.output + rules.output, succeeded: config.succeeded && rules.succeeded };
      },
    );
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
    expect(output).toContain(`SUCCESS: ${asRules.length} rules found`);
  });

  it('is one that Alertmanager reads', async () => {
    const amtool = await toolOf('alertmanager');
    const { succeeded, output } = withFiles(inFolder('alertmanager'), (folder) =>
      amtool('check-config', join(folder, 'alertmanager.yaml')),
    );
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
  });
});
