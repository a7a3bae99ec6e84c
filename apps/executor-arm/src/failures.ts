import { ArmFailure } from '@octollm/service-kit';

/** A call that the executor will not make. */
export const refused = (code: string, message: string): ArmFailure => new ArmFailure(code, 'policy', message);

/** Arguments that are not what the tool takes. */
export const invalid = (message: string): ArmFailure =>
  new ArmFailure('invalid_input', 'invalid_input', message);
