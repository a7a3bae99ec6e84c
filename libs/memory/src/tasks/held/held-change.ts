import type { Plan, TaskStatus } from '@octollm/contracts';
import type { StepOutcome } from '../step.ts';
import type { TaskEnd } from '../task-end.ts';

/** Something that the holder of a task writes down. */
export type HeldChange =
  | { readonly kind: 'transition'; readonly to: TaskStatus; readonly data: Record<string, unknown> }
  | { readonly kind: 'plan'; readonly plan: Plan; readonly data: Record<string, unknown> }
  | { readonly kind: 'step-start'; readonly stepId: string; readonly attempt: number }
  | {
      readonly kind: 'step-end';
      readonly stepId: string;
      readonly attempt: number;
      readonly outcome: StepOutcome;
      /** What the outcome has as its output, as JSON. */
      readonly output: string | null;
    }
  | { readonly kind: 'end'; readonly end: TaskEnd };
