import { type ArmError, noUsage } from '@octollm/contracts';
import type { Attempt } from './ports.ts';

/** An attempt that failed without any call. */
export type Failure = Attempt & { readonly succeeded: false };

export const failed = (error: ArmError): Failure => ({
  succeeded: false,
  error,
  usage: noUsage,
  provenance: null,
});

/** An error that another attempt cannot mend. */
export const finalError = (code: string, category: ArmError['category'], message: string): ArmError => ({
  code,
  category,
  message,
  retryable: false,
  retry_after: null,
});
