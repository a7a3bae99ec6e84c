import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { selectorLabels } from '../labels.ts';
import { deploymentStrategy } from '../workload/scale.ts';
import { serverPod } from './server-pod.ts';
import type { MonitoringServerProps } from './server-props.ts';
import { claimLabels, claimName, claimStorageClass } from './server-volumes.ts';

/** Old revisions that are kept for a rollback. */
const revisionHistoryLimit = 5;

/** The Deployment, DaemonSet or StatefulSet of a server. */
export const serverWorkload = (
  scope: Construct,
  props: MonitoringServerProps,
  labels: Record<string, string>,
): void => {
  const metadata = { name: props.name, labels };
  const common = {
    selector: { matchLabels: selectorLabels(props.name) },
    revisionHistoryLimit,
    template: serverPod(props, labels),
  };
  const { scale } = props;
  switch (scale.kind) {
    case 'replicas':
      new k8s.KubeDeployment(scope, 'deployment', {
        metadata,
        spec: { ...common, replicas: scale.count, strategy: deploymentStrategy },
      });
      return;
    case 'per-node':
      new k8s.KubeDaemonSet(scope, 'daemon-set', {
        metadata,
        spec: { ...common, updateStrategy: { type: 'RollingUpdate' } },
      });
      return;
    case 'stateful':
      new k8s.KubeStatefulSet(scope, 'stateful-set', {
        metadata,
        spec: {
          ...common,
          replicas: scale.count,
          serviceName: props.name,
          // Each works alone or finds the others itself: none has to wait for the one before.
          podManagementPolicy: 'Parallel',
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
          volumeClaimTemplates: [
            {
              metadata: { name: claimName, labels: claimLabels(props.name) },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: claimStorageClass,
                resources: { requests: { storage: k8s.Quantity.fromString(scale.claim.size) } },
              },
            },
          ],
        },
      });
  }
};
