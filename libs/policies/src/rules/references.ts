import type { Cluster } from '../cluster/cluster.ts';
import { derived } from '../cluster/cluster.ts';
import type { Resource } from '../cluster/resource.ts';
import type { Workload } from '../cluster/workload.ts';
import { at, listIn, objectIn, textIn } from '../read/json.ts';

/** A ConfigMap or a Secret that a pod cannot start without. */
export interface Reference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The keys it must have. */
  readonly keys: readonly string[];
  readonly path: string;
}

const reference = (
  kind: Reference['kind'],
  source: unknown,
  path: string,
  keys: readonly unknown[] = [],
  nameField = 'name',
): readonly Reference[] => {
  const name = textIn(at(source, nameField));
  if (name === undefined || at(source, 'optional') === true) return [];
  return [{ kind, name, path, keys: keys.flatMap((key) => textIn(key) ?? []) }];
};

const itemKeys = (source: unknown): readonly unknown[] =>
  listIn(at(source, 'items')).map((item) => at(item, 'key'));

const inVolume = (volume: unknown, path: string): readonly Reference[] => {
  const [configMap, secret] = [at(volume, 'configMap'), at(volume, 'secret')];
  return [
    ...reference('ConfigMap', configMap, `${path}.configMap`, itemKeys(configMap)),
    ...reference('Secret', secret, `${path}.secret`, itemKeys(secret), 'secretName'),
    ...listIn(at(volume, 'projected', 'sources')).flatMap((source, index) => {
      const place = `${path}.projected.sources[${index}]`;
      const [projectedMap, projectedSecret] = [at(source, 'configMap'), at(source, 'secret')];
      return [
        ...reference('ConfigMap', projectedMap, `${place}.configMap`, itemKeys(projectedMap)),
        ...reference('Secret', projectedSecret, `${place}.secret`, itemKeys(projectedSecret)),
      ];
    }),
  ];
};

const inContainer = (container: unknown, path: string): readonly Reference[] => [
  ...listIn(at(container, 'env')).flatMap((variable, index) => {
    const place = `${path}.env[${index}].valueFrom`;
    const [configMap, secret] = ['configMapKeyRef', 'secretKeyRef'].map((field) =>
      at(variable, 'valueFrom', field),
    );
    return [
      ...reference('ConfigMap', configMap, `${place}.configMapKeyRef`, [at(configMap, 'key')]),
      ...reference('Secret', secret, `${place}.secretKeyRef`, [at(secret, 'key')]),
    ];
  }),
  ...listIn(at(container, 'envFrom')).flatMap((source, index) => [
    ...reference('ConfigMap', at(source, 'configMapRef'), `${path}.envFrom[${index}].configMapRef`),
    ...reference('Secret', at(source, 'secretRef'), `${path}.envFrom[${index}].secretRef`),
  ]),
];

/** Everything that the pods of a workload cannot start without. */
export const referencesOf = ({
  pod,
  podPath,
  containers,
  otherContainers,
}: Workload): readonly Reference[] => [
  ...listIn(pod.volumes).flatMap((volume, index) => inVolume(volume, `${podPath}.volumes[${index}]`)),
  ...listIn(pod.imagePullSecrets).flatMap((secret, index) =>
    reference('Secret', secret, `${podPath}.imagePullSecrets[${index}]`),
  ),
  ...[...containers, ...otherContainers].flatMap(({ spec, path }) => inContainer(spec, path)),
];

/** Something that is there in the cluster; its keys are undefined when only the secret store knows them. */
export interface Holder {
  readonly keys: ReadonlySet<string> | undefined;
}

const keysIn = ({ body }: Resource): ReadonlySet<string> =>
  new Set(['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(objectIn(body[field]))));

type Made = readonly [namespace: string, name: string, holder: Holder];

const byExternalSecret = ({ body, namespace, name }: Resource): Made => {
  const open =
    at(body, 'spec', 'dataFrom') !== undefined || at(body, 'spec', 'target', 'template') !== undefined;
  const keys = listIn(at(body, 'spec', 'data')).flatMap((entry) => textIn(at(entry, 'secretKey')) ?? []);
  return [
    namespace,
    textIn(at(body, 'spec', 'target', 'name')) ?? name,
    { keys: open ? undefined : new Set(keys) },
  ];
};

const bySealedSecret = ({ body, namespace, name }: Resource): Made => [
  namespace,
  textIn(at(body, 'spec', 'template', 'metadata', 'name')) ?? name,
  { keys: new Set(Object.keys(objectIn(at(body, 'spec', 'encryptedData')))) },
];

const byCertificate = ({ body, namespace }: Resource): Made => [
  namespace,
  textIn(at(body, 'spec', 'secretName')) ?? '',
  { keys: undefined },
];

/** The Secrets that CloudNativePG makes for a cluster: https://cloudnative-pg.io/documentation/current/applications/ */
const byPostgresCluster = ({ namespace, name }: Resource): readonly Made[] =>
  ['app', 'superuser', 'ca', 'server', 'replication'].map((suffix) => [
    namespace,
    `${name}-${suffix}`,
    { keys: undefined },
  ]);

const secrets = derived((cluster: Cluster): ReadonlyMap<string, Holder> => {
  const made: readonly Made[] = [
    ...cluster
      .ofKind('Secret')
      .map((secret): Made => [secret.namespace, secret.name, { keys: keysIn(secret) }]),
    ...cluster.ofKind('ExternalSecret').map(byExternalSecret),
    ...cluster.ofKind('SealedSecret').map(bySealedSecret),
    ...cluster.ofKind('Certificate').map(byCertificate),
    ...cluster.ofKind('Cluster').flatMap(byPostgresCluster),
  ];
  return new Map(made.map(([namespace, name, holder]) => [`${namespace}/${name}`, holder]));
});

/** The object behind a reference, or what a controller will make for it; undefined when there will be none. */
export const holderOf = (
  cluster: Cluster,
  namespace: string,
  { kind, name }: Pick<Reference, 'kind' | 'name'>,
): Holder | undefined => {
  if (kind === 'Secret') return secrets(cluster).get(`${namespace}/${name}`);
  const configMap = cluster.find('ConfigMap', namespace, name);
  return configMap === undefined ? undefined : { keys: keysIn(configMap) };
};
