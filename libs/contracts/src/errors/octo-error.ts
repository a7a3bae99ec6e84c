import type { FieldProblem, Problem } from './problem.ts';

export interface OctoErrorOptions extends ErrorOptions {
  /** Seconds after which another try may succeed; sent as `Retry-After`. */
  readonly retryAfter?: number;
  readonly errors?: readonly FieldProblem[];
}

/**
 * The root of the errors that may reach a client. The message is the problem's `detail`: it tells a person what
 * to do next and never holds a secret, SQL, a stack or another tenant's data.
 */
export abstract class OctoError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  abstract readonly title: string;
  readonly retryable: boolean = false;
  readonly retryAfter: number | undefined;
  readonly errors: readonly FieldProblem[] | undefined;

  constructor(message: string, options: OctoErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.retryAfter = options.retryAfter;
    this.errors = options.errors;
  }

  /** The error as problem details for one request. */
  toProblem(request: { readonly instance: string; readonly requestId: string }): Problem {
    return {
      type: `urn:octollm:problem:${this.code}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      instance: request.instance,
      code: this.code,
      request_id: request.requestId,
      retryable: this.retryable,
      ...(this.errors === undefined ? {} : { errors: [...this.errors] }),
    };
  }
}
