import { ForbiddenError, newId, RateLimitedError } from '@octollm/contracts';
import { type AdmissionLimiter, type BucketDemand, refusal } from '@octollm/resilience';
import type { Entity } from '../knowledge/entity-row.ts';
import { readableTypes, visibleTo } from './access.ts';
import type { Arm } from './arm.ts';
import { type AccessLog, audited } from './audited.ts';
import { checkCapability, type MemoryCapability } from './capability.ts';
import type { MemoryType } from './remembered.ts';

/** How often an arm may read the memory of one tenant. */
export interface ReadRate {
  readonly perMinute: number;
  readonly burst: number;
}

const defaultRate: ReadRate = { perMinute: 600, burst: 60 };

/** Something that holds an entity, such as a match with its score. */
interface Holder {
  readonly entity: Entity;
}

/**
 * The one way out of memory: capability, rate, types that the arm may read, properties that it may see, audit, in this
 * order. What comes out is looked at again, whoever has found it.
 */
export class ReadDiode {
  readonly #limiter: AdmissionLimiter;
  readonly #rate: ReadRate;
  readonly #log: AccessLog;

  constructor({
    limiter,
    rate = defaultRate,
    log,
  }: {
    readonly limiter: AdmissionLimiter;
    readonly rate?: ReadRate;
    readonly log: AccessLog;
  }) {
    this.#limiter = limiter;
    this.#rate = rate;
    this.#log = log;
  }

  /**
   * Lets entities out.
   * @param types - what is asked for; left out: whatever the arm may read
   * @param find - finds entities of these types for the arm
   * @throws ForbiddenError when the capability does not allow it, or the arm may not read one of the types.
   * @throws RateLimitedError when the arm reads too often; it says when to come back.
   */
  read<Found extends Holder>(
    tenantId: string,
    capability: MemoryCapability,
    types: readonly MemoryType[] | undefined,
    find: (allowed: readonly MemoryType[], arm: Arm) => Promise<readonly Found[]>,
  ): Promise<Found[]> {
    return audited(this.#log, { tenantId, capability, action: 'memory.read' }, async () => {
      const arm = checkCapability(tenantId, capability, 'memory.read');
      await this.#checkRate(tenantId, arm);
      const found = await find(allowedTypes(arm, types), arm);
      const result = found.flatMap((one) => {
        const entity = visibleTo(arm, one.entity);
        return entity === undefined ? [] : [{ ...one, entity }];
      });
      const content = result.map(({ entity }) => [entity.id, entity.version]);
      return { result, summary: `${result.length} found`, content };
    });
  }

  async #checkRate(tenantId: string, arm: Arm): Promise<void> {
    const demands: BucketDemand[] = [
      { kind: 'bucket', key: `memory-read/${arm}/${tenantId}`, ...this.#rate, cost: 1 },
    ];
    const inTheWay = refusal(demands, await this.#limiter.admit(newId(), demands));
    if (inTheWay === undefined) return;
    const retryAfter = Math.ceil(inTheWay.state.retryAfterMs / 1_000);
    throw new RateLimitedError(`The ${arm} reads the memory too often: come back in ${retryAfter} s.`, {
      retryAfter,
    });
  }
}

const allowedTypes = (arm: Arm, types: readonly MemoryType[] | undefined): readonly MemoryType[] => {
  const readable = readableTypes(arm);
  const forbidden = (types ?? []).filter((type) => !readable.includes(type));
  if (forbidden.length > 0)
    throw new ForbiddenError(
      `The ${arm} may not read ${forbidden.join(', ')}: it may read ${readable.join(', ')}.`,
    );
  return types ?? readable;
};
