import { posix } from 'node:path';
import { textOf } from '../yaml.ts';

const fileName = 'kustomization.yaml';

const kustomizationOf = (resources: readonly string[]): string =>
  textOf({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });

/**
 * A kustomization for every environment and for every service of it, so that either can be built and applied with
 * `kubectl kustomize`. They list files and nothing else: the oldest kustomize understands no folder among resources.
 *
 * @param paths - the files of the objects, in order
 */
export const kustomizations = (paths: readonly string[]): ReadonlyMap<string, string> => {
  const resources = new Map<string, string[]>();
  // The folder of the environment, and that of the service.
  for (const path of paths)
    for (const folder of new Set([path.split('/')[0] ?? '', posix.dirname(path)])) {
      const listed = resources.get(folder) ?? [];
      listed.push(path.slice(folder.length + 1));
      resources.set(folder, listed);
    }
  return new Map([...resources].map(([folder, files]) => [`${folder}/${fileName}`, kustomizationOf(files)]));
};
