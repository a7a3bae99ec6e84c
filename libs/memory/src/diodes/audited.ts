import { ForbiddenError, InvalidRequestError, OctoError, RateLimitedError } from '@octollm/contracts';
import type { ActionOutcome, NewAction } from '../actions/action.ts';
import type { ActionLog } from '../actions/action-log.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import { sha256 } from '../audit/sha256.ts';
import type { MemoryCapability } from './capability.ts';

/** Where accesses are written down. */
export type AccessLog = Pick<ActionLog, 'record'>;

/** An access to memory, for the log. */
export interface Access {
  readonly tenantId: string;
  readonly capability: MemoryCapability;
  readonly action: 'memory.read' | 'memory.write' | 'memory.forget';
}

/** What an access came to. */
export interface Accessed<Result> {
  readonly result: Result;
  /** How much of what, without the texts. */
  readonly summary: string;
  /** What was read or written, of which the log keeps the hash. */
  readonly content: unknown;
}

const outcomeOf = (error: unknown): ActionOutcome =>
  error instanceof ForbiddenError || error instanceof RateLimitedError || error instanceof InvalidRequestError
    ? 'refused'
    : 'failed';

const summaryOf = (error: unknown): string =>
  error instanceof OctoError ? error.code : 'an unexpected error';

/**
 * Does something with memory and writes down that it was done, refused or failed.
 * @throws what the work throws; what the log throws: an access that cannot be written down is not answered.
 */
export const audited = async <Result>(
  log: AccessLog,
  { tenantId, capability, action }: Access,
  work: () => Promise<Accessed<Result>>,
): Promise<Result> => {
  const { arm, claims } = capability;
  const record = (rest: Pick<NewAction, 'outcome' | 'summary' | 'provenanceSha256'>): Promise<void> =>
    log.record(tenantId, [{ arm, action, taskId: claims.task_id, stepId: claims.step_id, ...rest }]);
  const done = await work().catch(async (error: unknown) => {
    await record({ outcome: outcomeOf(error), summary: summaryOf(error), provenanceSha256: null });
    throw error;
  });
  const provenanceSha256 = sha256(canonicalJson(done.content));
  await record({ outcome: 'succeeded', summary: done.summary, provenanceSha256 });
  return done.result;
};
