import type { Contender } from './contender.ts';

/** Nothing in front of the provider: what the load and the provider themselves allow. */
export const floor: Contender = {
  name: 'floor',
  description: 'the provider itself',
  start: async (upstream) => ({
    url: `${upstream}/v1/chat/completions`,
    headers: [{ 'content-type': 'application/json' }],
    memory: async () => 0,
    stop: async () => undefined,
  }),
};
