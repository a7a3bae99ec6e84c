import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** A value that is put together, when the Secret is made, from properties of the entry. */
export interface SecretTemplate {
  /** A Go template that names the properties, such as `{{ .POSTGRES_PASSWORD | urlquery }}`. */
  readonly template: string;
  /** The properties that it names. */
  readonly properties: readonly string[];
}

export interface SecretFromStoreProps {
  /** What the object is called. */
  readonly name: string;
  /** The Secret that is made. */
  readonly secretName: string;
  readonly labels: Record<string, string>;
  /** Its keys; each is a property of the entry in the store, unless it has a template. */
  readonly keys: readonly string[];
  /**
   * Templates of keys whose values are no property of the entry.
   * @default none
   */
  readonly templates?: Readonly<Record<string, SecretTemplate>>;
  /**
   * The type of the Secret.
   * @default Opaque
   */
  readonly type?: string;
  /**
   * Labels of the Secret itself.
   * @default none
   */
  readonly secretLabels?: Readonly<Record<string, string>>;
  /** The entry in the store that holds the values, such as `octollm/production`. */
  readonly entry: string;
  /**
   * Properties that are in other entries of the store, under other names: one value for those who send and who receive it.
   * @default none
   */
  readonly elsewhere?: Readonly<Record<string, StoredValue>>;
}

/** A value of the secret store. */
export interface StoredValue {
  readonly entry: string;
  readonly property: string;
}

/** What the operator adds; written out, because Argo CD would take it for drift in a list. */
const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** The store that the External Secrets operator of the cluster reads; how to get into it is the cluster's affair. */
export const secretStoreName = 'octollm';

const propertiesOf = (keys: readonly string[], templates: Templates): readonly string[] => [
  ...new Set(keys.flatMap((key) => templates[key]?.properties ?? [key])),
];

type Templates = Readonly<Record<string, SecretTemplate>>;

/** The Secret as a template, when it is more than a copy of properties. It holds its keys and no property besides. */
const templateOf = ({ keys, templates = {}, type, secretLabels }: SecretFromStoreProps): object => {
  const isCopy = keys.every((key) => templates[key] === undefined);
  if (isCopy && type === undefined && secretLabels === undefined) return {};
  return {
    template: {
      engineVersion: 'v2',
      mergePolicy: 'Replace',
      ...(type === undefined ? {} : { type }),
      ...(secretLabels === undefined ? {} : { metadata: { labels: { ...secretLabels } } }),
      data: Object.fromEntries(keys.map((key) => [key, templates[key]?.template ?? `{{ .${key} }}`])),
    },
  };
};

/**
 * Has the External Secrets operator make a Secret from entries of a secret store, so that no value is ever in git
 * (https://external-secrets.io/latest/api/externalsecret/). The Secret goes when this object goes, and stays when its
 * entry in the store does: pods that run and those that start go on with the last values.
 */
export class SecretFromStore extends Construct {
  constructor(scope: Construct, id: string, props: SecretFromStoreProps) {
    super(scope, id);
    const { name, secretName, labels, keys, templates = {}, entry, elsewhere = {} } = props;
    new ApiObject(this, 'external-secret', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, labels },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: secretStoreName },
        target: { name: secretName, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...templateOf(props) },
        data: propertiesOf(keys, templates).map((secretKey) => {
          const { entry: key, property } = elsewhere[secretKey] ?? { entry, property: secretKey };
          return { secretKey, remoteRef: { key, property, ...defaults } };
        }),
      },
    });
  }
}
