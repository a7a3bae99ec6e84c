import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';

/** The namespace that the server of Velero is in: it looks for its objects nowhere else. */
export const veleroNamespace = 'velero';

export interface VeleroScheduleProps {
  readonly name: string;
  /** When, as cron has it with five fields, in UTC. */
  readonly cron: string;
  readonly keptDays: number;
  /** The namespace whose objects are saved. */
  readonly saves: string;
  /**
   * The kinds that are saved, such as `secrets`.
   * @default all of them, and the volumes
   */
  readonly only?: readonly string[];
}

/** Has Velero save the objects of a namespace (https://velero.io/docs/latest/api-types/schedule/). */
export class VeleroSchedule extends Construct {
  constructor(scope: Construct, id: string, { name, cron, keptDays, saves, only }: VeleroScheduleProps) {
    super(scope, id);
    new ApiObject(this, 'schedule', {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name, namespace: veleroNamespace, labels: { ...platformLabels } },
      spec: {
        schedule: cron,
        // Backups outlive a schedule that is deleted.
        useOwnerReferencesInBackup: false,
        template: {
          includedNamespaces: [saves],
          ...(only === undefined ? {} : { includedResources: [...only] }),
          snapshotVolumes: only === undefined,
          ttl: `${keptDays * 24}h`,
          storageLocation: backupLocationName,
        },
      },
    });
  }
}

/** The BackupStorageLocation of the platform. */
export const backupLocationName = 'octollm';
