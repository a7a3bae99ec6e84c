import { OctoError, type OctoErrorOptions } from '../errors/octo-error.ts';

/** No provider is known for the model that was asked for, or it cannot do what was asked. */
export class ModelNotFoundError extends OctoError {
  readonly code = 'model_not_found';
  readonly status = 404;
  readonly title = 'The model is not known';
}

/** A parameter is known but cannot be followed for this model; `errors` points at it. */
export class UnsupportedParameterError extends OctoError {
  readonly code = 'unsupported_parameter';
  readonly status = 400;
  readonly title = 'The parameter is not supported';

  /** @param pointer to the parameter, such as `/tools` */
  constructor(pointer: string, message: string, options: Omit<OctoErrorOptions, 'errors'> = {}) {
    super(message, { ...options, errors: [{ pointer, detail: message }] });
  }
}

/** What the tenant may spend is spent: another try succeeds only in the next month or with a larger budget. */
export class InsufficientQuotaError extends OctoError {
  readonly code = 'insufficient_quota';
  readonly status = 429;
  readonly title = 'The budget is used up';
}
