import { z } from 'zod';
import type { KubernetesObject } from '../cluster/index.ts';

const Live = z.looseObject({
  metadata: z.looseObject({ generation: z.number().optional() }),
  spec: z.looseObject({ replicas: z.number().optional() }).optional(),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      updatedReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      desiredNumberScheduled: z.number().optional(),
      updatedNumberScheduled: z.number().optional(),
      numberAvailable: z.number().optional(),
      succeeded: z.number().optional(),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).optional(),
    })
    .optional(),
});

const counted = (wanted: number, updated = 0, available = 0): readonly string[] =>
  updated >= wanted && available >= wanted
    ? []
    : [`${updated} of ${wanted} pods are of this version, ${available} are available`];

/** What a workload of the cluster still lacks to be rolled out; nothing for any other kind. */
export const notReady = (live: KubernetesObject): readonly string[] => {
  const { metadata, spec, status = {} } = Live.parse(live);
  const isWorkload = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(live.kind);
  if (isWorkload && (status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    return ['the cluster has not seen the last change yet'];
  switch (live.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return counted(spec?.replicas ?? 1, status.updatedReplicas, status.availableReplicas);
    case 'DaemonSet':
      return counted(
        status.desiredNumberScheduled ?? 0,
        status.updatedNumberScheduled,
        status.numberAvailable,
      );
    case 'Job':
      return (status.succeeded ?? 0) > 0 ? [] : ['it has not succeeded'];
    default:
      return [];
  }
};
