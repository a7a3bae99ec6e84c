import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-27';
import { secretsDirectory } from '../configuration/pod-configuration.ts';
import { platformLabels, selectorLabels } from '../labels.ts';
import { type Mount, secretMount } from '../workload/volumes.ts';

/** How what is on a volume is saved elsewhere: by a CronJob, or not at all because it can be made again. */
export type BackedUp = 'cron-job' | 'none';

/** How much a store keeps, and on what kind of disk. */
export interface StoreVolume {
  /** A StorageClass of the cluster. */
  readonly storageClass: string;
  /** Such as `20Gi`. It can grow later and never shrink. */
  readonly size: string;
}

/** A claim for every pod of a StatefulSet. Nothing of it can be changed once it is there, so it carries no version. */
export const claim = (
  name: string,
  store: string,
  { storageClass, size }: StoreVolume,
  backup: BackedUp,
): k8s.KubePersistentVolumeClaimProps => ({
  metadata: {
    name,
    labels: { ...selectorLabels(store), ...platformLabels, 'octollm.dev/backup': backup },
  },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: storageClass,
    resources: { requests: { storage: k8s.Quantity.fromString(size) } },
  },
});

/** A folder that goes with the pod. Its bytes count towards the ephemeral storage of the pod. */
export const emptyFolder = (name: string, mountPath: string, sizeLimit = '64Mi'): Mount => ({
  volume: { name, emptyDir: { sizeLimit: k8s.Quantity.fromString(sizeLimit) } },
  mount: { name, mountPath },
});

/** An annotation of pods that changes with the files of their ConfigMap, so that a change rolls them. */
export const configChecksum = (
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  'checksum/config': createHash('sha256').update(JSON.stringify(files)).digest('hex'),
});

/** The files of a ConfigMap. */
export const configFolder = (configMapName: string, mountPath: string): Mount => ({
  volume: { name: 'config', configMap: { name: configMapName, optional: false, defaultMode: 0o444 } },
  mount: { name: 'config', mountPath, readOnly: true },
});

/** Keys of a Secret as files, where the services have theirs. */
export const secretFolder = (secretName: string, keys: readonly string[]): Mount =>
  secretMount({ secretName, keys, directory: secretsDirectory });
