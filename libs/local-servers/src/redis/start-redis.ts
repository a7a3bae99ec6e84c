import { chmod, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDebianServer } from '../debian/ensure-debian-server.ts';
import { onPort } from '../ports/on-port.ts';
import { startGuarded } from '../process/guarded-process.ts';
import { LogTail } from '../process/log-tail.ts';
import { untilReady } from '../process/until-ready.ts';
import type { RunningServer } from '../running-server.ts';
import { type RedisRole, redisConfiguration } from './configuration.ts';
import { clearRedisLeftover } from './leftover.ts';
import { answersPing } from './ping.ts';

/** What Redis to start. */
export interface RedisOptions {
  /** The project's root; the program is unpacked in its folder .octollm/servers. */
  readonly root: string;
  readonly role: RedisRole;
  /** Where the queue's append-only file is kept; none means a temporary folder that goes away with the server. */
  readonly dataDir?: string;
  /** TCP port on 127.0.0.1; 0 or none means a free one. */
  readonly port?: number;
  /** Clients must give it; none means that every local process may connect. */
  readonly password?: string;
  /** The port of a master on 127.0.0.1 with the same password; none means that it is a master itself. */
  readonly replicaOf?: number;
  /** Gets every line the server logs. */
  readonly log?: (line: string) => void;
}

/**
 * Starts redis-server, from Debian's packages, and resolves once it answers. The first start downloads it.
 *
 * @throws ServerUnavailableError when it cannot be had on this machine.
 * @throws PortTakenError when the port asked for is in use.
 * @throws ServerStartError when it does not come up within a minute.
 */
export async function startRedis(options: RedisOptions): Promise<RunningServer> {
  const { root, role, password, replicaOf, log = () => undefined } = options;
  const { binary, env } = await ensureDebianServer('redis', join(root, '.octollm', 'servers'));
  if (options.dataDir !== undefined) {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
    await clearRedisLeftover(await realpath(options.dataDir), log);
  }
  return onPort(options.port, async (port) => {
    const dataDir = await realpath(options.dataDir ?? (await mkdtemp(join(tmpdir(), 'octollm-redis-'))));
    const file = join(dataDir, 'redis.conf');
    await writeFile(file, redisConfiguration({ role, dataDir, port, password, replicaOf }), { mode: 0o600 });
    await chmod(file, 0o600);

    const tail = new LogTail(log);
    const scratch = options.dataDir === undefined ? dataDir : undefined;
    const server = await startGuarded({
      command: binary,
      args: [file],
      stopSignal: 'TERM',
      tail,
      env,
      scratch,
    });
    await untilReady(server, tail, 'Redis', () => answersPing(port, password));
    const secret = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
    return { ...server, port, url: `redis://${secret}127.0.0.1:${port}` };
  });
}
