import type { AdmissionDecision, Demand, GiveBack } from './demand.ts';

/** Decides on all the limits of a request at once. One suite of tests runs against every adapter. */
export interface AdmissionLimiter {
  /**
   * Takes every demand or none.
   * @param id - the request; it holds its slots under this name, and taking a slot that it holds renews the lease
   */
  admit(id: string, demands: readonly Demand[]): Promise<AdmissionDecision>;
  /** Gives back what a request took and did not use. A slot that is not held is ignored. */
  giveBack(id: string, parts: readonly GiveBack[]): Promise<void>;
}
