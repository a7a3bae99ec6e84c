import { z } from 'zod';
import { textMap } from './common.ts';

const key = z.strictObject({ name: z.string().min(1), key: z.string().min(1) });

const compression = z.enum(['bzip2', 'gzip', 'lz4', 'snappy', 'xz', 'zstd']);
const encryption = z.enum(['AES256', 'aws:kms']);

const configuration = z.strictObject({
  destinationPath: z.string().min(1),
  endpointURL: z.string().optional(),
  endpointCA: key.optional(),
  s3Credentials: z
    .strictObject({
      accessKeyId: key.optional(),
      secretAccessKey: key.optional(),
      sessionToken: key.optional(),
      region: key.optional(),
      inheritFromIAMRole: z.boolean().optional(),
    })
    .optional(),
  azureCredentials: z
    .strictObject({
      connectionString: key.optional(),
      storageAccount: key.optional(),
      storageKey: key.optional(),
      storageSasToken: key.optional(),
      inheritFromAzureAD: z.boolean().optional(),
      useDefaultAzureCredentials: z.boolean().optional(),
    })
    .optional(),
  googleCredentials: z
    .strictObject({ applicationCredentials: key.optional(), gkeEnvironment: z.boolean().optional() })
    .optional(),
  historyTags: textMap.optional(),
  tags: textMap.optional(),
  data: z
    .strictObject({
      additionalCommandArgs: z.array(z.string()).optional(),
      compression: z.enum(['bzip2', 'gzip', 'lz4', 'snappy']).optional(),
      encryption: encryption.optional(),
      immediateCheckpoint: z.boolean().optional(),
      jobs: z.int().min(1).optional(),
    })
    .optional(),
  wal: z
    .strictObject({
      archiveAdditionalCommandArgs: z.array(z.string()).optional(),
      restoreAdditionalCommandArgs: z.array(z.string()).optional(),
      compression: compression.optional(),
      encryption: encryption.optional(),
      maxParallel: z.int().min(1).optional(),
    })
    .optional(),
});

/**
 * Where the plugin barman-cloud keeps base backups and WAL. `serverName` belongs to the parameters of the plugin, not here:
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/plugin-barman-cloud.v1/
 */
export const objectStore = z.strictObject({
  configuration,
  retentionPolicy: z
    .string()
    .regex(/^[1-9]\d*[dwm]$/)
    .optional(),
  instanceSidecarConfiguration: z
    .strictObject({
      additionalContainerArgs: z.array(z.string()).optional(),
      env: z.array(z.record(z.string(), z.unknown())).optional(),
      logLevel: z.enum(['error', 'warning', 'info', 'debug', 'trace']).optional(),
      resources: z
        .strictObject({
          requests: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
          limits: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        })
        .optional(),
      retentionPolicyIntervalSeconds: z.int().min(1).optional(),
    })
    .optional(),
});
