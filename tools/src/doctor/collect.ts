import { readdir, readFile } from 'node:fs/promises';
import { arch, availableParallelism, freemem, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { DebugArms, DebugConfig, DebugQueues, DebugTasks, FailureReport } from '@octollm/contracts';
import { z } from 'zod';
import { GatewayClient } from '../demo/gateway-client.ts';
import { readStatus, type StackAddress } from '../status/read-status.ts';
import { statusText } from '../status/status-text.ts';

/** What to look into. Everything but the gateway may be missing: a bundle tells what it could not find. */
export interface Patient {
  readonly address: StackAddress;
  /** The folder with the logs of the services. */
  readonly logs?: string;
  /** Prints the state of the database as JSON. */
  readonly diagnoseDatabase?: () => Promise<string>;
  readonly version: string;
}

const patienceMs = 10_000;
/** The end of each log is what tells of a fault. */
const mostLogBytes = 2 * 1024 * 1024;

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const machine = (version: string) => ({
  at: new Date().toISOString(),
  octollm: version,
  node: process.version,
  system: `${platform()} ${release()} ${arch()}`,
  cores: availableParallelism(),
  load: loadavg(),
  memory: { total: totalmem(), free: freemem() },
});

const metricsOf = async (url: string): Promise<string> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  return response.text();
};

const logFiles = async (folder: string): Promise<readonly (readonly [string, string])[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return [`logs/${name}`, text.slice(-mostLogBytes)] as const;
    }),
  );
};

/** The files of a bundle by their paths, and what could not be collected with the reason. Nothing is masked yet. */
export const collect = async (
  patient: Patient,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly missing: readonly string[] }> => {
  const { address, logs, diagnoseDatabase, version } = patient;
  const client = new GatewayClient(address.gateway, address.key, AbortSignal.timeout(patienceMs));
  const files = new Map<string, string>([['machine.json', asJson(machine(version))]]);
  const missing: string[] = [];
  const add = async (path: string, reading: () => Promise<string>): Promise<void> => {
    try {
      files.set(path, await reading());
    } catch (error) {
      missing.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const read = (schema: z.ZodType, path: string) => async (): Promise<string> =>
    asJson(await client.read(schema, path));

  await Promise.all([
    add('status.txt', async () => statusText(await readStatus(address), (_colour, text) => text)),
    add('health.json', read(z.unknown(), '/health')),
    add('configuration.json', read(DebugConfig, '/debug/config')),
    add('arms.json', read(DebugArms, '/debug/arms')),
    add('queues.json', read(DebugQueues, '/debug/queues')),
    add('tasks.json', read(DebugTasks, '/debug/tasks')),
    add('failures.json', read(FailureReport, '/errors')),
    ...Object.entries(address.metrics ?? {}).map(([name, url]) =>
      add(`metrics/${name}.txt`, () => metricsOf(url)),
    ),
    ...(diagnoseDatabase === undefined ? [] : [add('database.json', diagnoseDatabase)]),
    ...(logs === undefined
      ? []
      : [
          add('logs/README.txt', async () => {
            for (const [path, text] of await logFiles(logs)) files.set(path, text);
            return 'The end of what each process wrote, and of what it wrote before.\n';
          }),
        ]),
  ]);
  return { files, missing };
};
