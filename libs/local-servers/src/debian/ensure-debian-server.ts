import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../process/error-code.ts';
import { unpackPackages } from './apt.ts';
import { type DebianServerName, debianRecipe } from './recipes.ts';
import { relocate } from './relocate.ts';

/** A server's program, unpacked and ready to run. */
export interface DebianServer {
  /** The absolute path of the program. */
  readonly binary: string;
  /** What its environment must hold: LD_LIBRARY_PATH with the unpacked libraries. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that the program must work in to find its files; none where it does not matter. */
  readonly cwd?: string;
}

/**
 * Makes sure that the Debian packages of a server are unpacked in `<serversDir>/<name>`: downloads them the first
 * time, without root. Two processes that do it at once end up with one copy.
 *
 * @throws ServerUnavailableError when apt-get or dpkg-deb is missing, or the packages cannot be downloaded.
 */
export async function ensureDebianServer(name: DebianServerName, serversDir: string): Promise<DebianServer> {
  const home = resolve(serversDir, name);
  const { binary: program, share } = debianRecipe(name);
  const binary = join(home, program);
  if (!(await exists(binary))) await unpackInto(home, name);
  const env = { LD_LIBRARY_PATH: (await libraryFolders(home)).join(':') };
  return share === undefined
    ? { binary, env }
    : { binary: await relocate(binary, share), env, cwd: join(home, share) };
}

async function unpackInto(home: string, name: DebianServerName): Promise<void> {
  const serversDir = dirname(home);
  await mkdir(serversDir, { recursive: true });
  const staging = await mkdtemp(join(serversDir, `.${name}-`));
  try {
    await rename(await unpackPackages(debianRecipe(name).packages, staging), home);
  } catch (error) {
    // Another process was faster: its copy is as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Debian keeps libraries in one folder per machine type, such as usr/lib/x86_64-linux-gnu. */
async function libraryFolders(home: string): Promise<string[]> {
  const parents = ['usr/lib', 'lib'].map((folder) => join(home, folder));
  const found = await Promise.all(
    parents.map(async (parent) => {
      const names = await readdir(parent).catch(() => []);
      return names.filter((entry) => entry.includes('-linux-')).map((entry) => join(parent, entry));
    }),
  );
  return found.flat();
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
