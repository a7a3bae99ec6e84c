import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

export interface SecretFromStoreProps {
  /** What the object is called. */
  readonly name: string;
  /** The Secret that is made. */
  readonly secretName: string;
  readonly labels: Record<string, string>;
  /** Its keys; each is a property of the entry in the store. */
  readonly keys: readonly string[];
  /** The entry in the store that holds the values, such as `octollm/production`. */
  readonly entry: string;
}

/** What the operator adds; written out, because Argo CD would take it for drift in a list. */
const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** The store that the External Secrets operator of the cluster reads; how to get into it is the cluster's affair. */
export const secretStoreName = 'octollm';

/**
 * Has the External Secrets operator make a Secret from entries of a secret store, so that no value is ever in git
 * (https://external-secrets.io/latest/api/externalsecret/). The Secret goes when this object goes, and stays when its
 * entry in the store does: pods that run and those that start go on with the last values.
 */
export class SecretFromStore extends Construct {
  constructor(scope: Construct, id: string, props: SecretFromStoreProps) {
    super(scope, id);
    const { name, secretName, labels, keys, entry } = props;
    new ApiObject(this, 'external-secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, labels },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: secretStoreName },
        target: { name: secretName, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: keys.map((key) => ({ secretKey: key, remoteRef: { key: entry, property: key, ...defaults } })),
      },
    });
  }
}
