import type { TaskEventType } from '@octollm/contracts';
import type { StepOutcome } from '../step.ts';
import type { HeldStep } from './held-state.ts';

/** What an outcome says, in the terms of the tables. */
interface Ending {
  readonly type: TaskEventType;
  /** Whether the step has ended with the attempt. */
  readonly final: boolean;
  readonly step: Partial<HeldStep>;
  /** The event's data besides attempt, arm, action and duration. */
  readonly data: Record<string, unknown>;
}

/** How the end of an attempt is written down. */
export const endingOf = (outcome: StepOutcome): Ending => {
  switch (outcome.status) {
    case 'succeeded': {
      const { confidence, usage, warnings } = outcome;
      return {
        type: 'step.succeeded',
        final: true,
        step: { status: 'succeeded', confidence, error: null },
        data: { usage, confidence, warnings },
      };
    }
    case 'failed': {
      const { error, usage } = outcome;
      return { type: 'step.failed', final: true, step: { status: 'failed', error }, data: { usage, error } };
    }
    case 'retrying': {
      const { error, usage, delayMs } = outcome;
      return {
        type: 'step.retrying',
        final: false,
        step: { status: 'pending', error },
        data: { usage, error, delay_ms: delayMs },
      };
    }
    case 'skipped':
      return {
        type: 'step.skipped',
        final: true,
        step: { status: 'skipped' },
        data: { reason: outcome.reason },
      };
  }
};
