import { PlatformNamespace, PriorityTiers, SecretStore } from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addEdge, systemNamespace } from './edge.ts';
import type { Environment } from './environments/environment.ts';
import { secretProvider } from './secret-provider.ts';

/** What belongs to a cluster as a whole: the environments in it share it. */
export class Cluster extends Construct {
  /** Its folder among the manifests. */
  static readonly folder = 'cluster';

  constructor(scope: Construct, environments: readonly Environment[]) {
    super(scope, Cluster.folder);
    new PriorityTiers(new Chart(this, 'priorities'), 'tiers');
    new PlatformNamespace(new Chart(this, 'system'), 'namespace', { name: systemNamespace });
    addEdge(this, environments);
    new SecretStore(new Chart(this, 'secrets'), 'store', { provider: secretProvider });
  }
}
