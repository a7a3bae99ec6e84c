import type { k8s } from 'cdk8s-plus-27';

/** The share of its request, in percent, above which a resource asks for more replicas. */
export const targetUtilisation = { cpu: 70, memory: 80 } as const;

/**
 * Up at once, by as many as there are or by two, whichever is more; down by half a minute, once the load has been low
 * for five. Growing late costs requests, shrinking late only a little money.
 */
export const behaviour: k8s.HorizontalPodAutoscalerBehaviorV2 = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 30 },
      { type: 'Pods', value: 2, periodSeconds: 30 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
  },
};
