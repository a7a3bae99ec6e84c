import { mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianServer } from '../debian/ensure-debian-server.ts';
import { onPort } from '../ports/on-port.ts';
import { startGuarded } from '../process/guarded-process.ts';
import { LogTail } from '../process/log-tail.ts';
import { untilReady } from '../process/until-ready.ts';
import type { RunningServer } from '../running-server.ts';
import { sentinelConfiguration, type Watched } from './configuration.ts';
import { answersPing } from './ping.ts';

/** What sentinel to start. */
export interface SentinelOptions {
  /** The project's root; the program is unpacked in its folder .octollm/servers. */
  readonly root: string;
  /** The master that it watches, and whose replicas it finds by itself. */
  readonly watched: Watched;
  /** TCP port on 127.0.0.1; 0 or none means a free one. */
  readonly port?: number;
  /** Gets every line the sentinel logs. */
  readonly log?: (line: string) => void;
}

/**
 * Starts a sentinel of Redis, which is redis-server with other tasks, and resolves once it answers.
 *
 * @throws ServerUnavailableError when it cannot be had on this machine.
 * @throws PortTakenError when the port asked for is in use.
 * @throws ServerStartError when it does not come up within a minute.
 */
export async function startSentinel(options: SentinelOptions): Promise<RunningServer> {
  const { root, watched, log = () => undefined } = options;
  const { binary, env } = await ensureDebianServer('redis', join(root, '.octollm', 'servers'));
  return onPort(options.port, async (port) => {
    const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'octollm-sentinel-')));
    const file = join(dataDir, 'sentinel.conf');
    await writeFile(file, sentinelConfiguration({ dataDir, port, watched }), { mode: 0o600 });

    const tail = new LogTail(log);
    const server = await startGuarded({
      command: binary,
      args: [file, '--sentinel'],
      stopSignal: 'TERM',
      tail,
      env,
      scratch: dataDir,
    });
    await untilReady(server, tail, 'The sentinel', () => answersPing(port, undefined));
    return { ...server, port, url: `redis://127.0.0.1:${port}` };
  });
}
