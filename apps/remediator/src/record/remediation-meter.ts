import { remediationMetrics } from '@octollm/catalogue';
import type { EndedRemediation } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { Verdict } from '../decide/verdict.ts';
import type { ActionWatch } from './executor.ts';
import type { DecisionWatch } from './remediator.ts';

/** Counts what is decided and done, and writes it into the log. */
export class RemediationMeter implements DecisionWatch, ActionWatch {
  readonly #metrics: Metrics;
  readonly #logger: Logger;

  constructor(metrics: Metrics, logger: Logger) {
    this.#metrics = metrics;
    this.#logger = logger;
  }

  decided({ id, action, target, decision, reason }: Verdict): void {
    this.#metrics.counter(remediationMetrics.remediationDecisions).inc({ action, decision });
    const level = decision === 'act' || decision === 'dry_run' ? 'info' : 'debug';
    this.#logger[level]({ remediation: id, action, target, decision, reason }, 'decided on an alert');
  }

  ended({ id, action, target }: Verdict, { outcome, message, milliseconds }: EndedRemediation): void {
    this.#metrics.counter(remediationMetrics.remediationActions).inc({ action, outcome });
    this.#metrics
      .histogram(remediationMetrics.remediationActionDuration)
      .observe({ action }, milliseconds / 1_000);
    const level = outcome === 'succeeded' ? 'info' : 'warn';
    this.#logger[level](
      { remediation: id, action, target, outcome, reason: message, milliseconds },
      'an action ended',
    );
  }

  unrecorded({ id, action, target }: Verdict, error: unknown): void {
    this.#logger.error(
      { remediation: id, action, target, error },
      'how an action ended was not written down',
    );
  }

  /** An action was cut off with its process. */
  lost(action: string, target: string): void {
    this.#metrics.counter(remediationMetrics.remediationActions).inc({ action, outcome: 'unknown' });
    this.#logger.warn({ action, target }, 'an action was cut off');
  }
}
