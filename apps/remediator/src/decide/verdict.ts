import type { NewRemediation } from '@octollm/memory';
import type { Remedy } from '../actuators/actuator.ts';

/** What was decided, as metrics and the record name it. */
export type Decision =
  | 'act'
  | 'dry_run'
  /** It was answered already, and is not answered again. */
  | 'repeated'
  | 'cool_down'
  /** The same was done to this target as often as a day allows. */
  | 'target_limit'
  | 'action_limit'
  | 'total_limit'
  | 'quiet_hours'
  | 'too_young'
  | 'severity'
  /** The alert is about another namespace. */
  | 'elsewhere'
  | 'no_target';

/** A decision with what is to be carried out, which is nothing unless it is `act`. */
export interface Verdict extends NewRemediation {
  readonly decision: Decision;
  readonly remedy: Remedy | null;
}
