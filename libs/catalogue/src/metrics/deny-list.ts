import { gauge } from './metric.ts';

/** What services that check tokens export of the list of those that were stopped. */
export const denyListMetrics = {
  unheard: gauge({
    name: 'denied_tokens_unheard',
    help: '1 while the cache store does not answer and tokens that are stopped elsewhere are not heard of',
  }),
} as const;
