import { ProviderError } from './provider-error.ts';

/**
 * Whether a provider may have done, and charge, a call that failed: it was sent, and then given up, too slow, broken off
 * or answered with what cannot be read. Only a refusal with a status says that nothing was done, except that something
 * on the way was too slow (408, 504).
 * @param signal that of the call
 */
export const mayHaveBeenDone = (error: unknown, signal: AbortSignal): boolean => {
  if (!(error instanceof ProviderError)) return signal.aborted;
  return error.sent && (error.status === undefined || error.category === 'timeout');
};
