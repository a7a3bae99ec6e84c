import type { PlannableArm } from '@octollm/contracts';
import { builtInActions, forbiddenActions } from './built-in-actions.ts';

/** An action that a plan may use. */
export interface OfferedAction {
  readonly arm: string;
  readonly action: string;
  readonly purpose: string;
  /** JSON schemas; undefined where an arm says nothing of them. */
  readonly input: unknown;
  readonly output: unknown;
}

const isEmpty = (schema: object): boolean => Object.keys(schema).length === 0;

/** The schema of a capability: its own, or the one for all of them. */
const inputOf = ({ input_schema = {}, capabilities }: PlannableArm, action: string): unknown => {
  if (isEmpty(input_schema)) return undefined;
  if (Object.hasOwn(input_schema, action)) return input_schema[action];
  return capabilities.some((name) => Object.hasOwn(input_schema, name)) ? undefined : input_schema;
};

/** What the arms at hand offer a plan. Of the built-in arms the contracts say it, of foreign ones they themselves. */
export const offerOf = (arms: readonly PlannableArm[]): OfferedAction[] =>
  arms.flatMap((arm) =>
    arm.capabilities
      .filter((action) => !forbiddenActions.has(`${arm.arm_id}/${action}`))
      .map((action): OfferedAction => {
        const known = builtInActions.get(`${arm.arm_id}/${action}`);
        return {
          arm: arm.arm_id,
          action,
          purpose: known?.purpose ?? arm.description ?? '',
          input: known?.input ?? inputOf(arm, action),
          output: known?.output,
        };
      }),
  );
