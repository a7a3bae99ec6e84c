import { UnavailableError } from '@octollm/contracts';

/** The HTTP status of an error that Qdrant answered with. */
export function statusOf(error: unknown): number | undefined {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** What an error of the client is called outside of this library. */
export function qdrantError(error: unknown): Error {
  const status = statusOf(error);
  if (status === undefined || status >= 500)
    return new UnavailableError('The vector store does not answer; try again.', {
      cause: error,
      retryAfter: 5,
    });
  return new Error(`Qdrant refused a request with status ${status}: ${detailOf(error)}`);
}

function detailOf(error: unknown): string {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
  return JSON.stringify(data ?? null);
}
