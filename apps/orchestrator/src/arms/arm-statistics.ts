/** The weight of the newest call: the averages look back on about 40 calls. */
const weight = 0.05;

/** What calls of one arm have come to lately, beginning with what the arm says of itself. */
export class ArmStatistics {
  #successRate: number;
  #latencyMs: number;
  #measured = false;

  constructor(claimed: { readonly success_rate: number; readonly average_latency_ms: number }) {
    this.#successRate = claimed.success_rate;
    this.#latencyMs = claimed.average_latency_ms;
  }

  /** From 0 to 1, as an exponentially weighted moving average. */
  get successRate(): number {
    return this.#successRate;
  }

  /** Milliseconds of successful calls, likewise. */
  get latencyMs(): number {
    return this.#latencyMs;
  }

  record(succeeded: boolean, ms: number): void {
    this.#successRate += weight * (Number(succeeded) - this.#successRate);
    if (!succeeded) return;
    this.#latencyMs = this.#measured ? this.#latencyMs + weight * (ms - this.#latencyMs) : ms;
    this.#measured = true;
  }
}
