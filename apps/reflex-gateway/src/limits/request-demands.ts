import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { endpointClassOf, endpointShares, type Route, tierLimits } from '@octollm/contracts';
import type { BucketDemand } from '@octollm/resilience';
import type { Identity } from '../identity/identity.ts';

/** What a limit of the gateway is on. */
export type LimitName = 'ip' | 'key' | 'user' | 'tenant' | 'endpoint' | 'tokens';

/** A request's demand on one of its limits. */
export interface RequestDemand extends BucketDemand {
  readonly limit: LimitName;
}

/** The limit of an address. */
export interface AddressLimit {
  readonly perMinute: number;
  readonly burst: number;
}

/** The settings that the limit of an address follows from. */
export type AddressConfig = Pick<
  ConfigOf<typeof reflexGateway>,
  'GATEWAY_IP_REQUESTS_PER_MINUTE' | 'GATEWAY_IP_BURST'
>;

export const addressLimitOf = (config: AddressConfig): AddressLimit => ({
  perMinute: config.GATEWAY_IP_REQUESTS_PER_MINUTE,
  burst: config.GATEWAY_IP_BURST,
});

const bucket = (limit: LimitName, key: string, perMinute: number, burst: number): RequestDemand => ({
  kind: 'bucket',
  limit,
  key,
  perMinute,
  burst,
  cost: 1,
});

export const addressDemand = (network: string, { perMinute, burst }: AddressLimit): RequestDemand =>
  bucket('ip', `ip:${network}`, perMinute, burst);

/** The tokens of models that a key may use in a minute: so many at once after a minute of rest. */
export const tokensDemand = ({ keyId, tier }: Identity, tokens: number): RequestDemand => {
  const { tokensPerMinute } = tierLimits[tier];
  return { ...bucket('tokens', `tokens:${keyId}`, tokensPerMinute, tokensPerMinute), cost: tokens };
};

/** Users have a limit over all of their tokens, in place of a key's. The encoded tenant ends at the colon. */
const ownDemand = ({ keyId, tenantId, userId, tier }: Identity): RequestDemand => {
  const { requestsPerMinute, burst } = tierLimits[tier];
  return userId === undefined
    ? bucket('key', `key:${keyId}`, requestsPerMinute, burst)
    : bucket('user', `user:${encodeURIComponent(tenantId)}:${userId}`, requestsPerMinute, burst);
};

/**
 * Everything that a request of a known caller counts against: its address, its key or user, its tenant, and the class of
 * the route where that may not take all that the key has. On `/v1/*` it asks too how the tokens stand: how many the call
 * takes is known when its body is.
 */
export const requestDemands = (
  route: Route,
  identity: Identity,
  network: string,
  address: AddressLimit,
): readonly RequestDemand[] => {
  const { keyId, tenantId, tier } = identity;
  const limits = tierLimits[tier];
  const demands = [
    addressDemand(network, address),
    ownDemand(identity),
    bucket('tenant', `tenant:${tenantId}`, limits.tenantRequestsPerMinute, limits.tenantBurst),
  ];
  const endpoint = endpointClassOf(route);
  const share = endpointShares[endpoint];
  if (share < 1)
    demands.push(
      bucket(
        'endpoint',
        `endpoint:${endpoint}:${keyId}`,
        limits.requestsPerMinute * share,
        Math.max(1, Math.floor(limits.burst * share)),
      ),
    );
  if (endpoint === 'models') demands.push(tokensDemand(identity, 0));
  return demands;
};
