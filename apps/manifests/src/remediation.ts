import { remediator, type Service } from '@octollm/catalogue';
import {
  type Allowed,
  type MovableField,
  platformLabels,
  type StoredValue,
  secretEntry,
  selectorLabels,
} from '@octollm/constructs';
import { type AlertActor, alertsUrl } from '@octollm/observability';
import type { Environment } from './environments/environment.ts';

/** The services that an operator may restart and scale: all that are none themselves. */
export const repairedBy = ({ kind }: Service, services: readonly Service[]): readonly Service[] =>
  kind === 'operator' ? services.filter((service) => service.kind !== 'operator') : [];

/** The file in which Alertmanager has the token for the remediator of a namespace. */
const tokenOf = ({ namespace }: Environment): string => `remediator-token-${namespace}`;

/** Who acts on the alerts of each environment. @param credentials the folder of Alertmanager's files */
export const alertActors = (
  environments: readonly Environment[],
  credentials: string,
): readonly AlertActor[] =>
  environments.map((environment) => ({
    namespace: environment.namespace,
    url: alertsUrl(`${remediator.name}.${environment.namespace}`),
    tokenFile: `${credentials}/${tokenOf(environment)}`,
  }));

/** The tokens that Alertmanager sends are those that the remediators want: one value in the entry of the environment. */
export const alertTokens = (environments: readonly Environment[]): Readonly<Record<string, StoredValue>> =>
  Object.fromEntries(
    environments.map((environment) => [
      tokenOf(environment),
      { entry: secretEntry(environment), property: 'REMEDIATOR_TOKEN' },
    ]),
  );

/** The remediators of all environments, as Alertmanager reaches them. */
export const remediatorPods: Allowed = {
  peers: [
    {
      namespaceSelector: {
        matchLabels: { 'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'] },
      },
      podSelector: { matchLabels: selectorLabels(remediator.name) },
    },
  ],
  ports: [remediator.port],
};

const restartedAt = '/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt';

/** The fields that a remediator moves: the time of a restart, and the floor of an autoscaler while an alert lasts. */
export const movedByRemediation: readonly MovableField[] = [
  { group: 'apps', kind: 'Deployment', pointer: restartedAt },
  { group: 'apps', kind: 'DaemonSet', pointer: restartedAt },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler', pointer: '/spec/minReplicas' },
  { group: 'keda.sh', kind: 'ScaledObject', pointer: '/spec/minReplicaCount' },
];
