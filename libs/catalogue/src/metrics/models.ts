import { counter, gauge, histogram } from './metric.ts';

const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/**
 * What services that ask models export of each try of a call, beside it by OpenTelemetry's names
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/). A model that is neither set up nor in the
 * price table is `other`, so callers cannot make labels.
 */
export const modelMetrics = {
  llmCalls: counter({
    name: 'llm_api_calls_total',
    help: 'Calls of models that ended: succeeded, failed, or aborted by who asked',
    labels: ['provider', 'model', 'outcome'],
  }),
  llmTokens: counter({
    name: 'llm_api_tokens_total',
    help: 'Tokens that calls of models used, by kind: prompt or completion',
    labels: ['provider', 'model', 'kind'],
  }),
  llmCost: counter({
    name: 'llm_api_cost_total',
    help: 'US dollars that calls of models cost',
    labels: ['provider', 'model'],
  }),
  llmDuration: histogram({
    name: 'llm_api_duration_seconds',
    help: 'Time from asking a model to the end of its answer, of calls that succeeded and calls that failed',
    labels: ['provider', 'model'],
    buckets: durations,
  }),
  llmBreakerState: gauge({
    name: 'llm_api_breaker_state',
    help: 'The circuit breaker in front of a provider: 0 closed, 1 half open (its probe is under way), 2 open',
    labels: ['provider'],
  }),
  genAiDuration: histogram({
    name: 'gen_ai_client_operation_duration_seconds',
    help: 'gen_ai.client.operation.duration; error_type is empty for a call that succeeded',
    labels: ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model', 'error_type'],
    buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
  }),
  genAiTokens: histogram({
    name: 'gen_ai_client_token_usage',
    help: 'gen_ai.client.token.usage; gen_ai_token_type is input or output',
    labels: ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model', 'gen_ai_token_type'],
    buckets: [
      1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
    ],
  }),
} as const;
