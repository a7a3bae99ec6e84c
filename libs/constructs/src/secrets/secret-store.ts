import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import { platformLabels } from '../labels.ts';
import { secretStoreName } from './secret-from-store.ts';

export interface SecretStoreProps {
  /** How the operator gets into the store: one provider of https://external-secrets.io/latest/provider/ by its name. */
  readonly provider: Readonly<Record<string, object>>;
}

/** Tells the External Secrets operator of a cluster where the secrets of all environments are. */
export class SecretStore extends Construct {
  constructor(scope: Construct, id: string, { provider }: SecretStoreProps) {
    super(scope, id);
    clusterScoped(
      new ApiObject(this, 'store', {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterSecretStore',
        metadata: { name: secretStoreName, labels: { ...platformLabels } },
        spec: { provider },
      }),
    );
  }
}
