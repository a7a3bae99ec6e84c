import { guardrailMetrics } from '@octollm/catalogue';
import type { Metrics } from '@octollm/telemetry';

/** What a screening came to. */
export interface Screened {
  readonly decision: string;
  readonly findings: readonly { readonly check: string; readonly type: string; readonly severity: string }[];
}

/** Exports what guardrails find, for a service with `guardrailMetrics`. */
export class GuardMeter {
  readonly #metrics: Metrics;
  readonly #guard: string;

  /** @param guard what is screened, as the label of that name */
  constructor(metrics: Metrics, guard: string) {
    this.#metrics = metrics;
    this.#guard = guard;
  }

  /** Runs a screening, counts what it finds and how long it takes. @throws what the screening fails with */
  async watch<Result extends Screened>(screen: () => Promise<Result>): Promise<Result> {
    const guard = this.#guard;
    const end = this.#metrics.histogram(guardrailMetrics.guardDuration).startTimer({ guard });
    try {
      const screened = await screen();
      this.#count(screened);
      return screened;
    } catch (error) {
      this.#metrics.counter(guardrailMetrics.guardFailures).inc({ guard });
      throw error;
    } finally {
      end();
    }
  }

  #count({ decision, findings }: Screened): void {
    this.#metrics.counter(guardrailMetrics.guardDecisions).inc({ guard: this.#guard, decision });
    for (const { check, type, severity } of findings)
      if (check === 'pii' || check === 'secrets')
        this.#metrics.counter(guardrailMetrics.personalData).inc({ type });
      else if (check === 'injection' && decision === 'block')
        this.#metrics.counter(guardrailMetrics.injectionBlocks).inc({ class: type, severity });
  }
}
