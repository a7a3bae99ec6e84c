import { z } from 'zod';
import { labelSelector, textMap } from './common.ts';

const amounts = z.record(z.string(), z.union([z.string(), z.number()]));

const pod = z.strictObject({
  annotations: textMap.optional(),
  labels: textMap.optional(),
  nodeSelector: textMap.optional(),
  priorityClassName: z.string().min(1).optional(),
  topologySpreadConstraints: z
    .array(
      z.strictObject({
        labelSelector: labelSelector.optional(),
        maxSkew: z.int().min(1),
        topologyKey: z.string().min(1),
        whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']),
      }),
    )
    .optional(),
});

const container = z.strictObject({
  image: z.string().min(1).optional(),
  resources: z.strictObject({ requests: amounts.optional(), limits: amounts.optional() }).optional(),
});

const budget = z.strictObject({ minAvailable: z.union([z.int().min(0), z.string()]).optional() });

/**
 * The proxies that Envoy Gateway makes for a Gateway, as far as the platform says anything about them:
 * https://gateway.envoyproxy.io/docs/api/extension_types/#envoyproxy
 */
export const envoyProxy = z.strictObject({
  provider: z.strictObject({
    type: z.literal('Kubernetes'),
    kubernetes: z
      .strictObject({
        envoyDeployment: z
          .strictObject({
            replicas: z.int().min(0).optional(),
            pod: pod.optional(),
            container: container.optional(),
          })
          .optional(),
        envoyPDB: budget.optional(),
      })
      .optional(),
  }),
});
