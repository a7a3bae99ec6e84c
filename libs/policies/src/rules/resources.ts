import { quantityIn } from '@octollm/catalogue';
import { at } from '../read/json.ts';
import { everyContainer, unless } from './containers.ts';
import type { Rule } from './rule.ts';

/** What containers ask for: rules 28 to 30. */
export const resourceRules: readonly Rule[] = [
  {
    id: 28,
    name: 'Every container requests cpu and memory',
    why: 'Without requests the scheduler packs pods blindly and evicts them first.',
    mend: 'Set resources.requests.cpu and resources.requests.memory.',
    check: everyContainer(({ spec, path }) =>
      ['cpu', 'memory'].flatMap((resource) =>
        unless(
          quantityIn(at(spec, 'resources', 'requests', resource)) !== undefined,
          `${path}.resources.requests.${resource}`,
          `No ${resource} is requested.`,
          resource,
        ),
      ),
    ),
  },
  {
    id: 29,
    name: 'Every container has a limit of memory, not below its request',
    why: 'A leak in one container would take the memory of the whole node.',
    mend: 'Set resources.limits.memory to at least the request.',
    check: everyContainer(({ spec, path }) => {
      const limit = quantityIn(at(spec, 'resources', 'limits', 'memory'));
      const request = quantityIn(at(spec, 'resources', 'requests', 'memory')) ?? 0;
      const place = `${path}.resources.limits.memory`;
      if (limit === undefined) return unless(false, place, 'Memory has no limit.');
      return unless(limit >= request, place, 'The limit of memory is below the request.');
    }),
  },
  {
    id: 30,
    name: 'Every container requests and limits ephemeral storage',
    why: 'Logs and temporary files of one pod would fill the disk of the node and evict its neighbours.',
    mend: 'Set ephemeral-storage in resources.requests and resources.limits.',
    check: everyContainer(({ spec, path }) =>
      ['requests', 'limits'].flatMap((bound) =>
        unless(
          quantityIn(at(spec, 'resources', bound, 'ephemeral-storage')) !== undefined,
          `${path}.resources.${bound}.ephemeral-storage`,
          `The ${bound} say nothing of ephemeral storage.`,
          bound,
        ),
      ),
    ),
  },
];
