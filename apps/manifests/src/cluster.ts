import {
  BackupLocation,
  PlatformNamespace,
  PriorityTiers,
  SandboxRuntime,
  SecretStore,
  StorageClasses,
  veleroNamespace,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { backupLocation } from './backup-location.ts';
import { addEdge, systemNamespace } from './edge.ts';
import type { Environment } from './environments/environment.ts';
import { addMonitoring } from './monitoring.ts';
import { secretProvider } from './secret-provider.ts';
import { storage } from './storage.ts';

/** What belongs to a cluster as a whole: the environments in it share it. */
export class Cluster extends Construct {
  /** Its folder among the manifests. */
  static readonly folder = 'cluster';

  constructor(scope: Construct, environments: readonly Environment[]) {
    super(scope, Cluster.folder);
    new PriorityTiers(new Chart(this, 'priorities'), 'tiers');
    new StorageClasses(new Chart(this, 'storage'), 'classes', storage);
    new PlatformNamespace(new Chart(this, 'system'), 'namespace', { name: systemNamespace });
    addEdge(this, environments);
    addMonitoring(this, environments);
    new SandboxRuntime(new Chart(this, 'sandbox'), 'runtime');
    new BackupLocation(new Chart(this, 'recovery', { namespace: veleroNamespace }), 'location', {
      ...backupLocation,
    });
    new SecretStore(new Chart(this, 'secrets'), 'store', { provider: secretProvider });
  }
}
