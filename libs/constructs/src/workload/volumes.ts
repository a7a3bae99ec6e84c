import { k8s } from 'cdk8s-plus-27';

/** The keys of a Secret as read-only files. */
export interface SecretFiles {
  readonly secretName: string;
  /** The keys to mount. Each becomes a file of its name; a pod whose Secret lacks one does not start. */
  readonly keys: readonly string[];
  readonly directory: string;
}

/** Read by owner and group; the group is the pod's `fsGroup`. */
const secretMode = 0o440;

export interface Mount {
  readonly volume: k8s.Volume;
  readonly mount: k8s.VolumeMount;
}

/** The one place a container may write to; its bytes count towards the container's ephemeral storage. */
export const scratch: Mount = {
  volume: { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('64Mi') } },
  mount: { name: 'tmp', mountPath: '/tmp' },
};

export const secretMount = (files: SecretFiles): Mount => ({
  volume: {
    name: 'secrets',
    secret: {
      secretName: files.secretName,
      optional: false,
      defaultMode: secretMode,
      items: files.keys.map((key) => ({ key, path: key })),
    },
  },
  mount: { name: 'secrets', mountPath: files.directory, readOnly: true },
});
