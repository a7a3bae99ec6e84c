import { ProviderError } from '../../providers/provider-error.ts';

/** OpenTelemetry's `error.type` of a call that failed: a word of a few, never a message. */
export const errorTypeOf = (error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return 'cancelled';
  return error instanceof ProviderError ? error.category : '_OTHER';
};
