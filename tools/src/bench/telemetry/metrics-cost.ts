import {
  cacheMetrics,
  databaseMetrics,
  guardrailMetrics,
  httpMetrics,
  type Metric,
  metricsOf,
  modelMetrics,
  reflexGateway,
} from '@octollm/catalogue';
import { createMetrics } from '@octollm/telemetry';
import { Registry } from 'prom-client';

const warmUp = 20_000;
const runs = 100_000;

type Labels = Readonly<Record<string, string>>;

/** The instruments that the gateway has. */
const instruments = createMetrics(metricsOf(reflexGateway), new Registry());

/** Moves a metric. Nothing is recorded here, so that no histogram gets an exemplar: in production few requests have one. */
const moverOf = (metric: Metric): ((moved: Labels, value: number) => void) => {
  switch (metric.kind) {
    case 'counter': {
      const counter = instruments.counter(metric);
      return (moved, value) => counter.inc(moved, value);
    }
    case 'gauge': {
      const gauge = instruments.gauge(metric);
      return (moved, value) => gauge.inc(moved, value);
    }
    case 'histogram': {
      const histogram = instruments.histogram(metric);
      return (moved, value) => histogram.observe(moved, value);
    }
  }
};

const http = { method: 'POST', route: '/v1/chat/completions', status: '200' };
const model = { provider: 'openai', model: 'gpt-4.1-mini' };
const asked = {
  gen_ai_operation_name: 'chat',
  gen_ai_provider_name: 'openai',
  gen_ai_request_model: 'gpt-4.1-mini',
};

/** What a chat completion moves at the gateway. */
const moved: readonly (readonly [Metric, Labels])[] = [
  [httpMetrics.inFlight, {}],
  [reflexGateway.metrics.authentications, { outcome: 'accepted' }],
  [guardrailMetrics.guardDuration, { guard: 'call' }],
  [guardrailMetrics.guardDecisions, { guard: 'call', decision: 'allow' }],
  [cacheMetrics.misses, { class: 'chat_completion', level: 'process' }],
  [modelMetrics.llmCalls, { ...model, outcome: 'succeeded' }],
  [modelMetrics.llmTokens, { ...model, kind: 'prompt' }],
  [modelMetrics.llmTokens, { ...model, kind: 'completion' }],
  [modelMetrics.llmCost, model],
  [modelMetrics.llmDuration, model],
  [modelMetrics.genAiDuration, { ...asked, error_type: '' }],
  [modelMetrics.genAiTokens, { ...asked, gen_ai_token_type: 'input' }],
  [modelMetrics.genAiTokens, { ...asked, gen_ai_token_type: 'output' }],
  [databaseMetrics.statementDuration, { statement: 'INSERT model_calls' }],
  [databaseMetrics.connectionWait, { pool: 'primary' }],
  [httpMetrics.inFlight, {}],
  [httpMetrics.requests, http],
  [httpMetrics.duration, http],
];

/**
 * What the instruments that a chat completion moves at the gateway take together, in microseconds. A service cannot be
 * run without them, so they are measured by themselves.
 */
export const metricsMicroseconds = (): number => {
  const movers = new Map(moved.map(([metric]) => [metric, moverOf(metric)]));
  const steps = moved.flatMap(([metric, labels]) => {
    const mover = movers.get(metric);
    return mover === undefined ? [] : [() => mover(labels, 0.01)];
  });
  const request = (): void => {
    for (const step of steps) step();
  };
  for (let n = 0; n < warmUp; n += 1) request();
  const began = performance.now();
  for (let n = 0; n < runs; n += 1) request();
  return ((performance.now() - began) * 1_000) / runs;
};
