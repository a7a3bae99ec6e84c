import { gauge } from './metric.ts';

/** What services that limit over all replicas export. */
export const limitMetrics = {
  decidedLocally: gauge({
    name: 'limits_decided_locally',
    help: '1 while the cache store does not answer and this process counts its limits by itself',
  }),
} as const;
