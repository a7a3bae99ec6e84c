import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newId } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bubblewrapHere, runIn, smallLimits } from '../sandbox/fixtures/sandboxes.ts';
import { processTree } from '../sandbox/process-tree.ts';
import type { Ended } from '../sandbox/sandbox.ts';
import { type Attempt, aimedAt } from './attempt.fixture.ts';
import {
  fileAttempts,
  networkAttempts,
  processAttempts,
  resourceAttempts,
  rightsAttempts,
} from './bubblewrap.fixture.ts';
import { kernelAttempts } from './kernel.fixture.ts';

const { sandbox } = await bubblewrapHere({ ...smallLimits, memoryBytes: 112 * 1_048_576 });
const marker = `octollm-escape-${newId()}`;
const secret = `secret-${newId()}`;
const folder = mkdtempSync(join(tmpdir(), 'octollm-escapes-'));
const secretFile = join(folder, 'secret');

const servers: Server[] = [];
let connections = 0;
const listen = async (where: { port: number; host: string } | { path: string }): Promise<Server> => {
  const server = createServer(() => (connections += 1)).listen(where);
  await once(server, 'listening');
  servers.push(server);
  return server;
};

const targets: Record<string, string> = {
  marker,
  secret,
  secretFile,
  serviceFile: fileURLToPath(import.meta.url),
  servicePid: String(process.pid),
};

beforeAll(async () => {
  writeFileSync(secretFile, secret, { mode: 0o644 });
  process.env.OCTOLLM_ESCAPE_SECRET = secret;
  const server = await listen({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  targets.port = String(typeof address === 'object' ? address?.port : undefined);
  await listen({ path: `\0${marker}` });
});
afterAll(() => {
  delete process.env.OCTOLLM_ESCAPE_SECRET;
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** The processes of the machine that were started with the marker among their arguments. */
const markedProcesses = (): string[] =>
  globSync('/proc/[0-9]*/cmdline').filter((path) => {
    try {
      return readFileSync(path, 'utf8').includes(marker);
    } catch {
      // It ended meanwhile.
      return false;
    }
  });

const attempted = ({ code, timeoutMs }: Attempt): Promise<Ended> => {
  if (sandbox === undefined) throw new TypeError('There is no sandbox.');
  const program = { kind: 'python', code: aimedAt(code, targets) } as const;
  return runIn(sandbox, program, timeoutMs === undefined ? {} : { timeoutMs });
};

const all: readonly (readonly [string, readonly Attempt[]])[] = [
  ['files', fileAttempts],
  ['rights', rightsAttempts],
  ['the network', networkAttempts],
  ['processes', processAttempts],
  ['resources', resourceAttempts],
  ['the kernel', kernelAttempts],
];

describe.runIf(sandbox?.kinds.has('python')).each(all)(
  'an escape from bubblewrap by %s',
  (_area, attempts) => {
    it.each(attempts)('to $name is contained', async (attempt) => {
      const ended = await attempted(attempt);
      const printed = `${ended.stdout}${ended.stderr}`;
      // A traceback quotes the line it is about.
      expect(printed).not.toMatch(/^(?!.*print\().*ESCAPED/m);
      expect(printed).not.toContain(secret);
      expect(printed).toMatch(attempt.contained);
      expect(ended).toMatchObject({ timedOut: false, ...attempt.result });
    });
  },
);

describe.runIf(sandbox?.kinds.has('python'))('after all attempts', () => {
  it('nothing of the machine was written or reached, and no process is left', async () => {
    for (const place of ['/', '/usr', '/dev', '/etc', tmpdir()])
      expect(existsSync(join(place, marker))).toBe(false);
    expect(connections).toBe(0);
    await expect.poll(markedProcesses).toEqual([]);
    await expect.poll(() => processTree(process.pid)).toEqual([process.pid]);
  });

  it('a run that is stopped leaves nothing at whatever moment that happens', async () => {
    if (sandbox === undefined) throw new TypeError('There is no sandbox.');
    const program = { kind: 'shell', program: 'tail', args: ['-f', '/dev/null', marker] } as const;
    const runs = Array.from({ length: 12 }, async (_, moment) => {
      const controller = new AbortController();
      const running = runIn(sandbox, program, { signal: controller.signal });
      await sleep(moment);
      controller.abort(new Error('enough'));
      await expect(running).rejects.toThrow('enough');
    });
    await Promise.all(runs);
    await expect.poll(markedProcesses).toEqual([]);
  });
});
