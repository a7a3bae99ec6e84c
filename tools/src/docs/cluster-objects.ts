import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The folders of the manifests by the namespaces that they are for. */
const folders: Readonly<Record<string, string>> = {
  'octollm-dev': 'dev',
  'octollm-staging': 'staging',
  'octollm-production': 'production',
  'octollm-system': 'cluster',
};

/** Namespaces of the operators that a cluster must have: nothing of theirs is rendered. */
const ofOperators = ['argocd', 'cert-manager', 'cnpg-system', 'keda', 'kube-system', 'velero'];

/** What operators make of an object: the kind and the name, with `*` for the name of the object. */
const madeOf: Readonly<Record<string, readonly (readonly [kind: string, name: string])[]>> = {
  Alertmanager: [['StatefulSet', 'alertmanager-*']],
  Cluster: [
    ['Instances', '*'],
    ['Service', '*-rw'],
    ['Service', '*-ro'],
    ['Service', '*-r'],
  ],
  Pooler: [['Deployment', '*']],
  Prometheus: [['StatefulSet', 'prometheus-*']],
  ScaledObject: [['HorizontalPodAutoscaler', 'keda-hpa-*']],
};

/** Names of objects by their kinds. */
export type ClusterObjects = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What the committed manifests put into a namespace, and what operators make of it; undefined for a namespace of an
 * operator. The files are named `Kind.name.yaml`, so none has to be read.
 * @throws Error when no cluster of the platform has the namespace
 */
export const objectsOf = (root: string, namespace: string): ClusterObjects | undefined => {
  if (ofOperators.includes(namespace)) return undefined;
  const folder = folders[namespace];
  if (folder === undefined) throw new Error(`The cluster has no namespace ${namespace}.`);
  const objects = new Map<string, Set<string>>();
  const add = (kind: string, name: string): void => {
    objects.set(kind, (objects.get(kind) ?? new Set()).add(name));
  };
  for (const file of globSync('*/*.yaml', { cwd: join(root, 'manifests', folder) })) {
    const [kind = '', name = ''] = basename(file, '.yaml').split(/\.(.*)/);
    add(kind, name);
    for (const [made, pattern] of madeOf[kind] ?? []) add(made, pattern.replace('*', name));
  }
  return objects;
};
