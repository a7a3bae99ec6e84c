import { ArmFailure } from '@octollm/service-kit';

export { invalid, refused } from '../failures.ts';

/** A call that was made and got no answer. It counts as a tool call. */
export const unreachable = (code: string, message: string, cause: unknown): ArmFailure =>
  new ArmFailure(code, 'unavailable', message, { cause, usage: { tool_calls: 1 } });
