import { ProviderError } from '../providers/provider-error.ts';

const passing: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'rate_limited']);

/** Whether the next provider may do what this one did not: its state is to blame, not the request. */
export const isPassing = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && passing.has(error.category);
