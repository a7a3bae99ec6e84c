import { OctoError, Problem, UnavailableError } from '@octollm/contracts';

/** An error that the orchestrator has answered with, passed on as it is. */
export class OrchestratorError extends OctoError {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  override readonly retryable: boolean;

  constructor({ detail, code, status, title, retryable, errors }: Problem, retryAfter: number | undefined) {
    super(detail, {
      ...(errors === undefined ? {} : { errors }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
    this.code = code;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }
}

/** The error that an answer of the orchestrator stands for. */
export const orchestratorError = (body: unknown, retryAfter: string | undefined): OctoError => {
  const problem = Problem.safeParse(body);
  if (!problem.success)
    return new UnavailableError('The orchestrator did not answer as it should. Try again.', {
      cause: problem.error,
      retryAfter: 1,
    });
  const seconds = Number(retryAfter);
  return new OrchestratorError(problem.data, Number.isFinite(seconds) ? seconds : undefined);
};
