import { posix } from 'node:path';
import { textOf } from '../yaml.ts';

const fileName = 'kustomization.yaml';

const kustomizationOf = (resources: readonly string[]): string =>
  textOf({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });

/** The files under a folder, relative to it. */
const filesUnder = (folder: string, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));

/**
 * A kustomization for every environment and for every service of it, so that either can be built and applied with
 * `kubectl kustomize`. They list files and nothing else: the oldest kustomize understands no folder among resources.
 *
 * @param paths - the files of the objects, in order
 */
export const kustomizations = (paths: readonly string[]): ReadonlyMap<string, string> => {
  const folders = new Set(paths.flatMap((path) => [path.split('/')[0] ?? '', posix.dirname(path)]));
  return new Map(
    [...folders].map((folder) => [`${folder}/${fileName}`, kustomizationOf(filesUnder(folder, paths))]),
  );
};
