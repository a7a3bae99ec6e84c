import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** The plugin of CloudNativePG that keeps base backups and the log in a bucket. */
export const barmanPlugin = 'barman-cloud.cloudnative-pg.io';

export interface ScheduledBackupProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** The Cluster of CloudNativePG, which names the plugin and its ObjectStore. */
  readonly cluster: string;
  /** When, as cron has it with five fields, in UTC. */
  readonly cron: string;
}

/**
 * Has CloudNativePG take base backups (https://cloudnative-pg.io/documentation/current/backup/). Its schedule begins with
 * the seconds, and its method is one that went away unless another is named.
 */
export class ScheduledBackup extends Construct {
  constructor(scope: Construct, id: string, { name, labels, cluster, cron }: ScheduledBackupProps) {
    super(scope, id);
    new ApiObject(this, 'backup', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name, labels },
      spec: {
        schedule: `0 ${cron}`,
        // Otherwise there would be none until the next night, and no point in time to go back to.
        immediate: true,
        backupOwnerReference: 'none',
        cluster: { name: cluster },
        method: 'plugin',
        pluginConfiguration: { name: barmanPlugin },
      },
    });
  }
}
