import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { secretEntry } from '../../secrets/pod-secret.ts';
import { SecretFromStore } from '../../secrets/secret-from-store.ts';
import { type Mount, scratch } from '../../workload/volumes.ts';
import type { StoreProps } from '../store-base.ts';
import { configChecksum, configFolder, secretFolder } from '../store-volumes.ts';
import { configurationFolder } from './redis-ports.ts';

export interface RedisFilesProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly environment: StoreProps['environment'];
  /** The property of the secret entry that holds the password. */
  readonly passwordKey: string;
  /** The configuration and the scripts, by the names of their files. */
  readonly files: Readonly<Record<string, string>>;
}

/** The files of a Redis: its configuration and its scripts in a ConfigMap, its password in a Secret. */
export class RedisFiles extends Construct {
  /** The Secret alone, for who needs nothing else. */
  readonly secrets: Mount;
  readonly mounts: readonly Mount[];
  /** Rolls the pods when a file changes. */
  readonly annotations: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: RedisFilesProps) {
    super(scope, id);
    const { name, labels, environment, passwordKey, files } = props;
    new k8s.KubeConfigMap(this, 'config-map', { metadata: { name, labels }, data: { ...files } });
    const secretName = `${name}-secrets`;
    new SecretFromStore(this, 'secrets', {
      name,
      secretName,
      labels,
      keys: [passwordKey],
      entry: secretEntry(environment),
    });
    this.secrets = secretFolder(secretName, [passwordKey]);
    this.mounts = [scratch, configFolder(name, configurationFolder), this.secrets];
    this.annotations = configChecksum(files);
  }
}
