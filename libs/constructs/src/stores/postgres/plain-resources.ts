import type { Resources } from '@octollm/catalogue';

const quantities = (resources: Resources, bound: 'request' | 'limit') => ({
  cpu: resources.cpu[bound],
  memory: resources.memory[bound],
  'ephemeral-storage': resources.ephemeralStorage[bound],
});

/** What a container asks for and may not exceed, in objects of other projects. */
export const plainResources = (resources: Resources): object => ({
  requests: quantities(resources, 'request'),
  limits: quantities(resources, 'limit'),
});
