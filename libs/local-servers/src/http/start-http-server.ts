import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureDebianServer } from '../debian/ensure-debian-server.ts';
import type { DebianServerName } from '../debian/recipes.ts';
import { onPort } from '../ports/on-port.ts';
import { startGuarded } from '../process/guarded-process.ts';
import { LogTail } from '../process/log-tail.ts';
import { untilReady } from '../process/until-ready.ts';
import type { RunningServer } from '../running-server.ts';

/** A server from Debian's packages that is configured by files and arguments and speaks HTTP. */
export interface HttpServerOptions {
  readonly name: DebianServerName;
  /** The project's root; the program is unpacked in its folder .octollm/servers. */
  readonly root: string;
  /** @param folder where its files are, and where it may keep data until it ends */
  readonly args: (address: string, folder: string) => readonly string[];
  /** Texts of files by their names in the folder. @default none */
  readonly files?: (address: string) => Readonly<Record<string, string>>;
  /** Variables for it alone. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** What answers with 2xx once it is ready. */
  readonly readyPath: string;
  /** TCP port on 127.0.0.1; 0 or none means a free one. */
  readonly port?: number;
  /** Gets every line the server logs. */
  readonly log?: (line: string) => void;
}

const isOk = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // It does not listen yet; the exit of the process ends the wait.
    return false;
  }
};

/**
 * Starts the server and resolves once it is ready. The first start downloads it. Its data go away with it.
 *
 * @throws ServerUnavailableError when it cannot be had on this machine.
 * @throws PortTakenError when the port asked for is in use.
 * @throws ServerStartError when it does not come up within a minute.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { name, root, args, files, env = {}, readyPath, log = () => undefined } = options;
  const debian = await ensureDebianServer(name, join(root, '.octollm', 'servers'));
  return onPort(options.port, async (port) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), `octollm-${name}-`)));
    const address = `127.0.0.1:${port}`;
    for (const [path, text] of Object.entries(files?.(address) ?? {})) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { mode: 0o600 });
    }
    const tail = new LogTail(log);
    const server = await startGuarded({
      command: debian.binary,
      args: [...args(address, folder)],
      stopSignal: 'TERM',
      tail,
      env: { ...debian.env, ...env },
      scratch: folder,
      cwd: debian.cwd,
    });
    const url = `http://${address}`;
    await untilReady(server, tail, name, () => isOk(url + readyPath));
    return { ...server, port, url };
  });
}
