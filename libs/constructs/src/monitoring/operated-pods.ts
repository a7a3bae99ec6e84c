import type { Resources } from '@octollm/catalogue';
import { type Image, imageReference } from '../image.ts';
import { platformLabels } from '../labels.ts';
import { type PriorityTier, priorityClassName } from '../priority/priority-tiers.ts';
import { topologySpread } from '../workload/scale.ts';
import { podSecurity } from '../workload/security.ts';
import { monitoringComponent } from './monitoring-server.ts';
import { claimLabels, claimStorageClass } from './server-volumes.ts';

export interface OperatedPodsProps {
  readonly name: string;
  readonly image: Image;
  readonly replicas: number;
  /** The size of the volume of each. */
  readonly storage: string;
  readonly resources: Resources;
  readonly priority: PriorityTier;
}

const versionOf = ({ tag }: Image): string => tag.replace(/@.*/, '');

/** The quantities of Kubernetes as the texts that they are in an object of another project. */
const amounts = ({ cpu, memory, ephemeralStorage }: Resources, bound: 'request' | 'limit'): object => ({
  cpu: cpu[bound],
  memory: memory[bound],
  'ephemeral-storage': ephemeralStorage[bound],
});

/** The fields that Prometheus and Alertmanager of the operator have in common. */
export const operatedPods = (props: OperatedPodsProps): object => ({
  image: imageReference(props.image),
  version: versionOf(props.image),
  replicas: props.replicas,
  // The operator sets the name and refuses to have it set.
  podMetadata: {
    labels: {
      'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'],
      'app.kubernetes.io/component': monitoringComponent,
    },
  },
  serviceAccountName: props.name,
  enableServiceLinks: false,
  priorityClassName: priorityClassName(props.priority),
  securityContext: podSecurity,
  topologySpreadConstraints: topologySpread(props.name, { kind: 'replicas' }),
  resources: { requests: amounts(props.resources, 'request'), limits: amounts(props.resources, 'limit') },
  storage: {
    volumeClaimTemplate: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { labels: claimLabels(props.name) },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: claimStorageClass,
        resources: { requests: { storage: props.storage } },
      },
    },
  },
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
});
