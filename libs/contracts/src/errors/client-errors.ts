import { OctoError } from './octo-error.ts';

/** The request is not what the contract says: a field is missing, unknown, of the wrong type or out of bounds. */
export class InvalidRequestError extends OctoError {
  readonly code = 'invalid_request';
  readonly status = 400;
  readonly title = 'The request is not valid';
}

/** No key or token came with the request, or it is unknown, expired or revoked. */
export class UnauthenticatedError extends OctoError {
  readonly code = 'unauthenticated';
  readonly status = 401;
  readonly title = 'Authentication is needed';
}

/** The caller is known, but the scope that the request needs is missing. */
export class ForbiddenError extends OctoError {
  readonly code = 'forbidden';
  readonly status = 403;
  readonly title = 'Not allowed';
}

/** An operator has paused the caller's tenant; `Retry-After` says for how long. Trying again before is of no use. */
export class TenantPausedError extends OctoError {
  readonly code = 'tenant_paused';
  readonly status = 403;
  readonly title = 'The tenant is paused';
}

/** There is no such thing for this tenant. Another tenant's id is answered alike. */
export class NotFoundError extends OctoError {
  readonly code = 'not_found';
  readonly status = 404;
  readonly title = 'Not found';
}

/** The thing is in a state that does not allow the change. */
export class ConflictError extends OctoError {
  readonly code = 'conflict';
  readonly status = 409;
  readonly title = 'The state does not allow this';
}

/** The body is longer than the route takes. */
export class PayloadTooLargeError extends OctoError {
  readonly code = 'payload_too_large';
  readonly status = 413;
  readonly title = 'The body is too large';
}

/** The body's media type is not one the route takes. */
export class UnsupportedMediaTypeError extends OctoError {
  readonly code = 'unsupported_media_type';
  readonly status = 415;
  readonly title = 'The media type is not supported';
}

/** The request is well formed, but cannot be carried out as it stands. */
export class UnprocessableError extends OctoError {
  readonly code = 'unprocessable';
  readonly status = 422;
  readonly title = 'The request cannot be carried out';
}

/** A guardrail refuses the text: it tries to take a model over, or a rule of the tenant forbids it. */
export class BlockedByPolicyError extends OctoError {
  readonly code = 'blocked_by_policy';
  readonly status = 422;
  readonly title = 'The request is refused by a guardrail';
}

/** An idempotency key came again with another body. */
export class IdempotencyKeyReusedError extends OctoError {
  readonly code = 'idempotency_key_reused';
  readonly status = 422;
  readonly title = 'The idempotency key was used for another request';
}

/** The caller has used up a limit; `Retry-After` says when to come back. */
export class RateLimitedError extends OctoError {
  readonly code = 'rate_limited';
  readonly status = 429;
  readonly title = 'Too many requests';
  override readonly retryable = true;
}

/** A limit was reached and the caller had asked not to wait and not to try again. */
export class RequestDroppedError extends OctoError {
  readonly code = 'request_dropped';
  readonly status = 429;
  readonly title = 'The request was dropped';
}
