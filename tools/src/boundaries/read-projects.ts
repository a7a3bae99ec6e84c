import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { type Layer, layers, type Project, type SourceImport } from './project.ts';

interface Manifest {
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface TypeScriptConfig {
  readonly references?: readonly { readonly path: string }[];
}

const readJson = <Value>(path: string): Value => JSON.parse(readFileSync(path, 'utf8')) as Value;

/** The modules that a source text imports or exports from, types included. */
export const importsOf = (source: string): readonly string[] => {
  const { staticImports, staticExports, dynamicImports } = parseSync('source.ts', source).module;
  const requested = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  const dynamic = dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const [, specifier] = /^['"`](.+)['"`]$/.exec(source.slice(start, end)) ?? [];
    return specifier ?? [];
  });
  return [
    ...new Set([...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...requested, ...dynamic]),
  ];
};

const layerOf = (manifest: Manifest): Layer => {
  const tag = manifest.nx?.tags?.find((candidate) => candidate.startsWith('layer:'))?.slice('layer:'.length);
  const layer = layers.find((candidate) => candidate === tag);
  if (layer === undefined)
    throw new Error(
      `${manifest.name} needs one of the tags ${layers.map((name) => `layer:${name}`).join(', ')} in its package.json.`,
    );
  return layer;
};

const sourceImports = (root: string, folder: string): SourceImport[] =>
  globSync('src/**/*.ts', { cwd: join(root, folder) })
    .sort()
    .flatMap((file) =>
      importsOf(readFileSync(join(root, folder, file), 'utf8')).map((specifier) => ({ file, specifier })),
    );

const readProject = (root: string, folder: string): Project => {
  const manifest = readJson<Manifest>(join(root, folder, 'package.json'));
  const config = readJson<TypeScriptConfig>(join(root, folder, 'tsconfig.json'));
  return {
    name: manifest.name,
    folder,
    layer: layerOf(manifest),
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    references: (config.references ?? []).map(({ path }) => normalize(join(folder, path))),
    imports: sourceImports(root, folder),
  };
};

/** Reads every project of the workspace at `root`. */
export const readProjects = (root: string): readonly Project[] =>
  globSync(['apps/*/package.json', 'libs/*/package.json', 'tools/package.json'], { cwd: root })
    .map((file) => dirname(file))
    .filter((folder) => existsSync(join(root, folder, 'src')))
    .sort()
    .map((folder) => readProject(root, folder));
