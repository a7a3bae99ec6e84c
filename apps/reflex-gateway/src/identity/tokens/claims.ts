import { Role, roleScopes, Scope, Tier } from '@octollm/contracts';
import { z } from 'zod';
import type { Identity } from '../identity.ts';

/** Printable ASCII (OpenID Connect Core, section 2, wants no more of `sub`): it ends in logs, keys of stores and audits. */
const Name = (max: number) => z.string().regex(new RegExp(`^[\\x21-\\x7e]{1,${max}}$`));

const Claims = z.object({
  sub: Name(255),
  tenant: Name(64),
  /** Names with spaces between them (RFC 9068, section 2.2.3). */
  scope: z.string().default(''),
  scopes: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
  tier: Tier.default('free'),
});

const scopesOf = ({ scope, scopes, roles }: z.infer<typeof Claims>): readonly Scope[] => {
  const named = [...scope.split(' '), ...scopes];
  const held = new Set([
    ...Scope.options.filter((known) => named.includes(known)),
    ...Role.options.filter((role) => roles.includes(role)).flatMap((role) => roleScopes[role]),
  ]);
  return [...held];
};

/**
 * Who a JWT is for. Scopes and roles that the platform does not know are meant for somebody else and passed over; one
 * without any may do nothing.
 * @param payload the claims of a token that was verified
 * @param tenantClaim the claim that names the tenant
 * @throws ZodError when a claim is missing or of another form
 */
export const identityOf = (payload: Readonly<Record<string, unknown>>, tenantClaim: string): Identity => {
  const claims = Claims.parse({ ...payload, tenant: payload[tenantClaim] });
  return {
    keyId: `user:${encodeURIComponent(claims.tenant)}:${claims.sub}`,
    tenantId: claims.tenant,
    userId: claims.sub,
    scopes: scopesOf(claims),
    tier: claims.tier,
  };
};
