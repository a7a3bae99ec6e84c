import type { k8s } from 'cdk8s-plus-27';
import { selectorLabels } from '../labels.ts';
import { storageClassName } from '../stores/storage-classes.ts';
import { type Mount, scratch, secretMount } from '../workload/volumes.ts';
import type { MonitoringServerProps, ServerFiles } from './server-props.ts';

/** The Secret with the files of a server. */
export const serverSecret = (name: string): string => `${name}-secrets`;

/** The volume that a pod claims for itself. */
export const claimName = 'data';

/**
 * No volume of the stack is backed up: what must not be lost is in the repository (dashboards, rules), in a bucket (logs)
 * or on a second replica (metrics), and who restored the past of the monitoring would look at the wrong present.
 */
export const claimLabels = (name: string): Record<string, string> => ({
  ...selectorLabels(name),
  'octollm.dev/backup': 'none',
});

/** What watches reads by the screenful. A cluster may have no class that is used where none is named. */
export const claimStorageClass = storageClassName('standard');

/** The key of a ConfigMap for a file, whose path may have folders. */
export const fileKey = (path: string): string => path.replaceAll('/', '.');

const filesMount = (name: string, { directory, texts }: ServerFiles): Mount => ({
  volume: {
    name: 'files',
    configMap: {
      name,
      optional: false,
      items: Object.keys(texts).map((path) => ({ key: fileKey(path), path })),
    },
  },
  mount: { name: 'files', mountPath: directory, readOnly: true },
});

const configMapMount = (name: string, directory: string): Mount => ({
  volume: { name, configMap: { name, optional: false } },
  mount: { name, mountPath: directory, readOnly: true },
});

/** What the pods of a server mount, their own claim left out. */
const sharedMounts = ({ name, files, configMaps, secrets }: MonitoringServerProps): readonly Mount[] => [
  scratch,
  ...(files === undefined ? [] : [filesMount(name, files)]),
  ...Object.entries(configMaps ?? {}).map(([directory, name]) => configMapMount(name, directory)),
  ...(secrets === undefined ? [] : [secretMount({ ...secrets, secretName: serverSecret(name) })]),
];

/** The volumes of a pod and where its container finds them. */
export const volumesOf = (
  props: MonitoringServerProps,
): { readonly volumes: k8s.Volume[]; readonly mounts: k8s.VolumeMount[] } => {
  const shared = sharedMounts(props);
  const claimed =
    props.scale.kind === 'stateful' ? [{ name: claimName, mountPath: props.scale.claim.directory }] : [];
  return {
    volumes: shared.map(({ volume }) => volume),
    mounts: [...shared.map(({ mount }) => mount), ...claimed],
  };
};
