import { allows, ForbiddenError, type Scope, Tier } from '@octollm/contracts';
import type { Identity } from '../identity.ts';

/** What a key allows. */
interface Grant {
  readonly scopes: readonly Scope[];
  readonly tier: Tier;
}

/**
 * Checks that somebody may hand out a key: nobody gives what they do not have.
 * @throws ForbiddenError that names the scope or the tier
 */
export const assertMayGive = (giver: Identity, { scopes, tier }: Grant): void => {
  const missing = scopes.find((scope) => !allows(giver.scopes, scope));
  if (missing !== undefined)
    throw new ForbiddenError(`You cannot give the scope ${missing}, which you do not have.`);
  if (Tier.options.indexOf(tier) > Tier.options.indexOf(giver.tier))
    throw new ForbiddenError(`You cannot give the tier ${tier}: yours is ${giver.tier}.`);
};
