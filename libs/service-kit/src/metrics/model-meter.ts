import { modelMetrics } from '@octollm/catalogue';
import type { Metrics } from '@octollm/telemetry';

/** A call of a model that has ended, as whoever makes such calls tells of it. */
export interface ModelCallEnd {
  readonly operation: string;
  readonly provider: string;
  /** One of a few: callers must not be able to make labels. */
  readonly model: string;
  readonly seconds: number;
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number };
  readonly costUsd: number;
  /** Undefined when it succeeded, `cancelled` when who asked has left. */
  readonly errorType: string | undefined;
}

const outcomeOf = (errorType: string | undefined): string => {
  if (errorType === undefined) return 'succeeded';
  return errorType === 'cancelled' ? 'aborted' : 'failed';
};

const breakerValues = { closed: 0, half_open: 1, open: 2 } as const;

/** Exports what calls of models come to, for a service with `modelMetrics`. */
export class ModelMeter {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  readonly ended = (call: ModelCallEnd): void => {
    const { operation, provider, model, seconds, usage, costUsd, errorType } = call;
    const labels = { provider, model };
    const outcome = outcomeOf(errorType);
    this.#metrics.counter(modelMetrics.llmCalls).inc({ ...labels, outcome });
    this.#metrics.counter(modelMetrics.llmTokens).inc({ ...labels, kind: 'prompt' }, usage.promptTokens);
    this.#metrics
      .counter(modelMetrics.llmTokens)
      .inc({ ...labels, kind: 'completion' }, usage.completionTokens);
    this.#metrics.counter(modelMetrics.llmCost).inc(labels, costUsd);
    this.#metrics.histogram(modelMetrics.llmDuration).observe(labels, seconds);
    const asked = {
      gen_ai_operation_name: operation,
      gen_ai_provider_name: provider,
      gen_ai_request_model: model,
    };
    const duration = this.#metrics.histogram(modelMetrics.genAiDuration);
    duration.observe({ ...asked, error_type: errorType ?? '' }, seconds);
    if (outcome === 'failed') return;
    const tokens = this.#metrics.histogram(modelMetrics.genAiTokens);
    tokens.observe({ ...asked, gen_ai_token_type: 'input' }, usage.promptTokens);
    tokens.observe({ ...asked, gen_ai_token_type: 'output' }, usage.completionTokens);
  };

  readonly breaker = (provider: string, state: keyof typeof breakerValues): void => {
    this.#metrics.gauge(modelMetrics.llmBreakerState).set({ provider }, breakerValues[state]);
  };
}
