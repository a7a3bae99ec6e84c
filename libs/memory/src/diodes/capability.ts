import { type CapabilityClaims, ForbiddenError } from '@octollm/contracts';
import { type Arm, isArm } from './arm.ts';

/** What may be done with the memory of a tenant; names of actions, as capability tokens have them. */
export type MemoryAction = 'memory.read' | 'memory.write';

/** On whose behalf memory is read or written, and what was allowed: a token whose signature was checked. */
export interface MemoryCapability {
  /** The arm for which it is done. */
  readonly arm: string;
  readonly claims: CapabilityClaims;
}

/**
 * @returns the arm that the capability is for
 * @throws ForbiddenError when it is for another tenant, does not allow the action, or is for no arm with a memory.
 */
export const checkCapability = (
  tenantId: string,
  { arm, claims }: MemoryCapability,
  action: MemoryAction,
): Arm => {
  if (claims.tenant_id !== tenantId)
    throw new ForbiddenError('The token is for the memory of another tenant.');
  if (!claims.actions.includes(action))
    throw new ForbiddenError(`The token does not allow ${action}: ask the orchestrator for one that does.`);
  if (!isArm(arm)) throw new ForbiddenError(`There is no memory for ${arm}.`);
  return arm;
};
