import { at, listIn, textIn } from '../read/json.ts';
import { type Cluster, derived } from './cluster.ts';

const accountKey = (namespace: string, name: string): string => `${namespace}/${name}`;

const boundAccounts = derived((cluster: Cluster): ReadonlySet<string> => {
  const bindings = cluster.ofKind('RoleBinding', 'ClusterRoleBinding');
  return new Set(
    bindings.flatMap(({ body, namespace }) =>
      listIn(body.subjects)
        .filter((subject) => at(subject, 'kind') === 'ServiceAccount')
        .map((subject) =>
          accountKey(textIn(at(subject, 'namespace')) ?? namespace, textIn(at(subject, 'name')) ?? ''),
        ),
    ),
  );
});

/** Whether a binding gives a service account rights, so that its token is good for something. */
export const isBound = (cluster: Cluster, namespace: string, account: string): boolean =>
  boundAccounts(cluster).has(accountKey(namespace, account));
