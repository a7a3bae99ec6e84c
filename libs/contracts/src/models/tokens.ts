import { z } from 'zod';
import { ArmId } from './arm.ts';
import { UnitId } from './plan.ts';
import { Id } from './primitives.ts';
import { Scope } from './scopes.ts';
import { Tier } from './tiers.ts';

/** Names a tenant. */
export const TenantId = z.string().min(1).max(64);

/** The claims of the token that the gateway signs for the orchestrator: who asks, and what they may do. */
export const CallerClaims = z.object({
  /** The key, or the user of a tenant whom an identity provider vouches for. */
  sub: z.string(),
  /** That user, as the identity provider calls them; left out for keys. */
  user_id: z.string().optional(),
  tenant_id: TenantId,
  scopes: z.array(Scope),
  tier: Tier,
});
export type CallerClaims = z.infer<typeof CallerClaims>;

/** The claims of the token that the orchestrator signs for one call of an arm: on whose behalf, and which actions. */
export const CapabilityClaims = z.object({
  tenant_id: TenantId,
  task_id: Id,
  step_id: UnitId,
  actions: z.array(z.string()).min(1),
  /** The arm for whose sake the call is made, when that is not the arm that is called. */
  on_behalf_of: ArmId.optional(),
  jti: Id,
});
export type CapabilityClaims = z.infer<typeof CapabilityClaims>;
