import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything that the built applications may depend on. */
const sources = [
  'apps',
  'libs',
  'tools/config',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'nx.json',
];
const ignored: ReadonlySet<string> = new Set(['node_modules']);

const describe = async (path: string): Promise<string[]> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [`${path} ${found.size} ${found.mtimeMs}`];
  const names = (await readdir(path)).filter((name) => !ignored.has(name)).sort();
  return (await Promise.all(names.map((name) => describe(join(path, name))))).flat();
};

const fingerprint = async (root: string, paths: readonly string[]): Promise<string> => {
  const files = (await Promise.all(paths.map((path) => describe(join(root, path))))).flat();
  return createHash('sha256').update(files.join('\n')).digest('hex');
};

/** The name under which the fingerprint of the sources stands; no application is called so. */
const sourcesEntry = '*';

/**
 * Remembers what the last builds saw and made, application by application. Asking Nx takes almost two seconds even when
 * there is nothing to do, and without its daemon Nx takes away what is built and puts it there again, under the feet of
 * whoever starts it at that moment. Comparing sizes and times of the same files takes a fraction of a tenth. Any
 * difference, and Nx decides.
 */
export class BuildStamp {
  readonly #root: string;
  readonly #apps: readonly string[];
  readonly #file: string;
  #sources = '';

  constructor(root: string, apps: readonly string[]) {
    this.#root = root;
    this.#apps = apps;
    this.#file = join(root, 'dist', '.built');
  }

  /** Whether no source and no file of these applications has changed since the last `renew` for each of them. */
  async isCurrent(): Promise<boolean> {
    this.#sources = await fingerprint(this.#root, sources);
    const known = await this.#known();
    const made = await this.#made();
    return made.every(([app, print]) => known.get(app) === print);
  }

  /** To be called when a build that followed `isCurrent` has succeeded. What has changed since is not in it. */
  async renew(): Promise<void> {
    const entries = new Map([
      [sourcesEntry, this.#sources],
      ...(await this.#known()),
      ...(await this.#made()),
    ]);
    await writeFile(this.#file, [...entries].map((entry) => entry.join(' ')).join('\n'));
  }

  /** What was made from the same sources, as far as it was written down. */
  async #known(): Promise<ReadonlyMap<string, string>> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    const entries = new Map(
      text.split('\n').map((line): [string, string] => {
        const [name = '', print = ''] = line.split(' ');
        return [name, print];
      }),
    );
    return entries.get(sourcesEntry) === this.#sources ? entries : new Map();
  }

  #made(): Promise<readonly (readonly [string, string])[]> {
    return Promise.all(
      this.#apps.map(
        async (app) => [app, await fingerprint(this.#root, [join('dist', 'apps', app)])] as const,
      ),
    );
  }
}
