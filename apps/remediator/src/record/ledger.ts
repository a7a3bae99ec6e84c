import type { RemediationLedger } from '@octollm/memory';

/** What decisions and their ends are written down in. */
export type Ledger = Pick<RemediationLedger, 'decide' | 'end' | 'newest' | 'unended'>;
