import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';

const quantities = (resources: Resources, bound: 'request' | 'limit'): Record<string, k8s.Quantity> => ({
  cpu: k8s.Quantity.fromString(resources.cpu[bound]),
  memory: k8s.Quantity.fromString(resources.memory[bound]),
  'ephemeral-storage': k8s.Quantity.fromString(resources.ephemeralStorage[bound]),
});

/** What a container asks for and may not exceed. */
export const resourcesOf = (resources: Resources): k8s.ResourceRequirements => ({
  requests: quantities(resources, 'request'),
  limits: quantities(resources, 'limit'),
});
