import { retrieverArm } from '@octollm/catalogue';
import type { CapabilityClaims } from '@octollm/contracts';
import type { MemoryCapability } from '@octollm/memory';

/** The arms of the platform are called `<arm>-arm`, and memory knows them without that. */
const suffix = /-arm$/;

/**
 * What a call may do with memory: what its token says, and nothing else. It is for the arm on whose behalf the
 * orchestrator calls, so that whatever is asked in a body, an arm gets no more than its own; without one the retriever
 * asks for itself.
 */
export const memoryCapability = (claims: CapabilityClaims): MemoryCapability => ({
  arm: (claims.on_behalf_of ?? retrieverArm.name).replace(suffix, ''),
  claims,
});
