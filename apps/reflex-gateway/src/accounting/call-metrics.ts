import { Inject, Injectable } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { isListed, ModelDirectory, offlineModel, providerNames } from '@octollm/llm';
import { toDollars } from '@octollm/memory';
import { Metrics } from '@octollm/service-kit';
import { LRUCache } from 'lru-cache';
import type { PricedModel } from './cost.ts';

/** What a call has used, and how long it took. */
export interface MeasuredCall {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costNanoUsd: number;
  readonly seconds: number;
}

/** Knows which models are set up. */
type Listing = Pick<ModelDirectory, 'lists'>;

/** What a call is told apart by: what is neither set up nor in the price table is `other`, so callers cannot make labels. */
const labelsOf = (
  { provider, model }: PricedModel,
  models: Listing,
): { readonly provider: string; readonly model: string } => {
  const name = isListed(provider, model) ? model.replace(/-\d{4}-?\d{2}-?\d{2}$/, '') : model;
  const isKnown = isListed(provider, model) || models.lists(provider, model);
  const isProvider = provider === offlineModel || providerNames.has(provider);
  return { provider: isProvider ? provider : 'other', model: isKnown ? name : 'other' };
};

/** Exports what calls of models use. */
@Injectable()
export class CallMetrics {
  readonly #meters = new LRUCache<string, ReturnType<CallMetrics['meterOf']>>({ max: 1_000 });

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ModelDirectory) private readonly models: Listing,
  ) {}

  /** A call that has used something, or may have. */
  settled(model: PricedModel, call: MeasuredCall): void {
    const meter = this.#meter(model);
    meter.settled.inc();
    meter.prompt.inc(call.promptTokens);
    meter.completion.inc(call.completionTokens);
    meter.cost.inc(toDollars(call.costNanoUsd));
    meter.duration.observe(call.seconds);
  }

  /** A call that was not made, or that used nothing. */
  released(model: PricedModel): void {
    this.#meter(model).released.inc();
  }

  /** A call that the budget did not allow. */
  stopped({ tier }: { readonly tier: string }): void {
    this.metrics.counter(reflexGateway.metrics.limited).inc({ tier, limit: 'budget' });
  }

  /** Looked up once for a model, because that takes longer than counting. */
  #meter(model: PricedModel): ReturnType<CallMetrics['meterOf']> {
    const name = `${model.provider} ${model.model}`;
    const known = this.#meters.get(name);
    if (known !== undefined) return known;
    const meter = this.meterOf(model);
    this.#meters.set(name, meter);
    return meter;
  }

  private meterOf(model: PricedModel) {
    const labels = labelsOf(model, this.models);
    const { llmCalls, llmTokens, llmCost, llmDuration } = reflexGateway.metrics;
    const [calls, tokens] = [this.metrics.counter(llmCalls), this.metrics.counter(llmTokens)];
    return {
      settled: calls.labels({ ...labels, outcome: 'settled' }),
      released: calls.labels({ ...labels, outcome: 'released' }),
      prompt: tokens.labels({ ...labels, kind: 'prompt' }),
      completion: tokens.labels({ ...labels, kind: 'completion' }),
      cost: this.metrics.counter(llmCost).labels(labels),
      duration: this.metrics.histogram(llmDuration).labels(labels),
    };
  }
}
