import { z } from 'zod';
import { at } from '../read/json.ts';
import { compiledSchema } from './compiled-schema.ts';
import { objectStore } from './own/barman.ts';
import { envoyProxy } from './own/envoy-proxy.ts';
import { sealedSecret } from './own/sealed-secret.ts';
import { backupStorageLocation, schedule, volumeSnapshotLocation } from './own/velero.ts';
import { verticalPodAutoscaler } from './own/vertical-pod-autoscaler.ts';
import { type Problem, pathText, type Schema, unknownField } from './problem.ts';

/** What `spec` is of the kinds that no package of compiled schemas has. */
const specs: Readonly<Record<string, z.ZodType>> = {
  'autoscaling.k8s.io/v1 VerticalPodAutoscaler': verticalPodAutoscaler,
  'barmancloud.cnpg.io/v1 ObjectStore': objectStore,
  'bitnami.com/v1alpha1 SealedSecret': sealedSecret,
  'gateway.envoyproxy.io/v1alpha1 EnvoyProxy': envoyProxy,
  'velero.io/v1 BackupStorageLocation': backupStorageLocation,
  'velero.io/v1 Schedule': schedule,
  'velero.io/v1 VolumeSnapshotLocation': volumeSnapshotLocation,
};

const problemsOf = (issue: z.core.$ZodIssue): readonly Problem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => unknownField([...issue.path, key]))
    : [{ path: pathText(issue.path), message: `${issue.message}.` }];

/** Metadata is the same for every kind. */
const metadataProblems = (body: object): readonly Problem[] =>
  compiledSchema(
    'v1',
    'ConfigMap',
  )?.({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: at(body, 'metadata'),
  }) ?? [];

/** The schema of a kind that this folder describes itself; undefined when it does not. */
export const ownSchema = (apiVersion: string, kind: string): Schema | undefined => {
  const id = `${apiVersion} ${kind}`;
  if (!Object.hasOwn(specs, id)) return undefined;
  const whole = z.strictObject({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(kind),
    metadata: z.unknown(),
    spec: specs[id] ?? z.never(),
    status: z.unknown().optional(),
  });
  return (body) => [
    ...metadataProblems(body),
    ...(whole.safeParse(body).error?.issues ?? []).flatMap(problemsOf),
  ];
};
