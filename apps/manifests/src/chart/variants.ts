import type { Edge } from '@octollm/constructs';
import type { Environment } from '../environments/environment.ts';
import { production } from '../environments/production.ts';

/** The environments that the chart can become, by what the values choose. */
export interface Variant {
  readonly name: 'keda' | 'hpa' | 'fixed' | 'ingress';
  readonly environment: Environment;
  /** The values that choose it, beside the defaults. */
  readonly values: object;
}

const ingress = (host: string): Edge => ({
  kind: 'ingress',
  host,
  className: 'traefik',
  issuer: 'letsencrypt',
});

/** Production with stores of somebody else: their addresses come with the secrets. */
const withOtherStores: Environment = {
  ...production,
  provided: [
    ...production.provided,
    'CACHE_REDIS_URL',
    'DATABASE_DIRECT_URL',
    'QDRANT_API_KEY',
    'QUEUE_REDIS_URL',
  ],
  services: { ...production.services, 'retriever-arm': { QDRANT_URL: 'http://qdrant:6333' } },
};

const { autoscaling, edge, ...fixed } = withOtherStores;

/** The first is what the defaults choose. */
export const variants: readonly Variant[] = [
  { name: 'keda', environment: withOtherStores, values: {} },
  ...(autoscaling === undefined
    ? []
    : [
        {
          name: 'hpa',
          environment: { ...withOtherStores, autoscaling: { ...autoscaling, flavour: 'hpa' } },
          values: { autoscaling: { keda: { enabled: false } } },
        } as const,
      ]),
  {
    name: 'fixed',
    environment: edge === undefined ? fixed : { ...fixed, edge },
    values: { autoscaling: { enabled: false } },
  },
  ...(edge === undefined
    ? []
    : [
        {
          name: 'ingress',
          environment: { ...withOtherStores, edge: ingress(edge.host) },
          values: { edge: { gateway: { enabled: false }, ingress: { enabled: true } } },
        } as const,
      ]),
];
