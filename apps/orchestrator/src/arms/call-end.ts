import type { Verdict } from '@octollm/resilience';
import type { ArmReply } from './arm-client.ts';

/** How a call of an arm ended: `refused` when it was not made. */
export interface CallEnd {
  readonly outcome: 'succeeded' | 'failed' | 'aborted' | 'refused';
  /** How long it took; undefined for a call that was not made. */
  readonly seconds?: number;
  /** Undefined when there was no answer to wait for, or nobody waited. */
  readonly reply?: ArmReply;
  /** What the reply says of the arm; undefined when there is none. */
  readonly verdict?: Verdict;
}
