/** A call of a model through the gateway that has ended. */
export interface ModelCall {
  readonly tenantId: string;
  /** Unique in the tenant; a call that is recorded again counts once. */
  readonly id: string;
  readonly keyId: string;
  readonly endpoint: string;
  readonly provider: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costNanoUsd: number;
  /** The month in UTC that pays for it, as YYYY-MM. */
  readonly month: string;
  /** The lease that it was paid from; null for a call that cost nothing. */
  readonly leaseId: string | null;
  readonly finishedAt: Date;
}
