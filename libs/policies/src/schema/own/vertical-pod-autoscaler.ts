import { z } from 'zod';
import { texts } from './common.ts';

const amounts = z.record(z.string(), z.union([z.string(), z.number()]));

/** https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md */
export const verticalPodAutoscaler = z.strictObject({
  targetRef: z.strictObject({ apiVersion: z.string(), kind: z.string(), name: z.string() }),
  updatePolicy: z
    .strictObject({
      updateMode: z.enum(['Off', 'Initial', 'Recreate', 'Auto', 'InPlaceOrRecreate']).optional(),
      minReplicas: z.int().min(1).optional(),
    })
    .optional(),
  resourcePolicy: z
    .strictObject({
      containerPolicies: z
        .array(
          z.strictObject({
            containerName: z.string().optional(),
            mode: z.enum(['Auto', 'Off']).optional(),
            minAllowed: amounts.optional(),
            maxAllowed: amounts.optional(),
            controlledResources: texts.optional(),
            controlledValues: z.enum(['RequestsAndLimits', 'RequestsOnly']).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  recommenders: z.array(z.strictObject({ name: z.string() })).optional(),
});
