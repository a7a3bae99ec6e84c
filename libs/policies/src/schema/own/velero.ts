import { z } from 'zod';
import { duration, labelSelector, secretKey, textMap, texts } from './common.ts';

const command = z.strictObject({
  exec: z.strictObject({
    command: texts.min(1),
    container: z.string().optional(),
    onError: z.enum(['Continue', 'Fail']).optional(),
    timeout: duration.optional(),
  }),
});

/** https://velero.io/docs/main/backup-hooks/ */
const hooks = z.strictObject({
  resources: z
    .array(
      z.strictObject({
        name: z.string(),
        includedNamespaces: texts.optional(),
        excludedNamespaces: texts.optional(),
        includedResources: texts.optional(),
        excludedResources: texts.optional(),
        labelSelector: labelSelector.optional(),
        pre: z.array(command).optional(),
        post: z.array(command).optional(),
      }),
    )
    .optional(),
});

/** https://velero.io/docs/main/api-types/backup/ */
const backup = z.strictObject({
  backupType: z.enum(['Full', 'Incremental']).optional(),
  csiSnapshotTimeout: duration.optional(),
  datamover: z.string().optional(),
  defaultVolumesToFsBackup: z.boolean().optional(),
  excludedClusterScopedResources: texts.optional(),
  excludedNamespaceScopedResources: texts.optional(),
  excludedNamespaces: texts.optional(),
  excludedResources: texts.optional(),
  hooks: hooks.optional(),
  includeClusterResources: z.boolean().optional(),
  includedClusterScopedResources: texts.optional(),
  includedNamespaceScopedResources: texts.optional(),
  includedNamespaces: texts.optional(),
  includedResources: texts.optional(),
  itemOperationTimeout: duration.optional(),
  labelSelector: labelSelector.optional(),
  metadata: z.strictObject({ labels: textMap.optional(), annotations: textMap.optional() }).optional(),
  orLabelSelectors: z.array(labelSelector).optional(),
  orderedResources: textMap.optional(),
  resourcePolicy: z
    .strictObject({ apiGroup: z.string().optional(), kind: z.string(), name: z.string() })
    .optional(),
  snapshotMoveData: z.boolean().optional(),
  snapshotVolumes: z.boolean().optional(),
  storageLocation: z.string().optional(),
  ttl: duration.optional(),
  uploaderConfig: z.strictObject({ parallelFilesUpload: z.int().min(1).optional() }).optional(),
  volumeGroupSnapshotLabelKey: z.string().optional(),
  volumeSnapshotLocations: texts.optional(),
});

/** https://velero.io/docs/main/api-types/schedule/ */
export const schedule = z.strictObject({
  schedule: z.string().min(1),
  template: backup,
  paused: z.boolean().optional(),
  skipImmediately: z.boolean().optional(),
  useOwnerReferencesInBackup: z.boolean().optional(),
});

/** https://velero.io/docs/main/api-types/backupstoragelocation/ */
export const backupStorageLocation = z.strictObject({
  provider: z.string().min(1),
  objectStorage: z.strictObject({
    bucket: z.string().min(1),
    prefix: z.string().optional(),
    caCert: z.string().optional(),
    caCertRef: secretKey.optional(),
  }),
  accessMode: z.enum(['ReadOnly', 'ReadWrite']).optional(),
  backupSyncPeriod: duration.optional(),
  config: textMap.optional(),
  credential: secretKey.optional(),
  default: z.boolean().optional(),
  validationFrequency: duration.optional(),
});

/** https://velero.io/docs/main/api-types/volumesnapshotlocation/ */
export const volumeSnapshotLocation = z.strictObject({
  provider: z.string().min(1),
  config: textMap.optional(),
  credential: secretKey.optional(),
});
