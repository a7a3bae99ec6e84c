import { context, SpanKind } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { expect, it } from 'vitest';
import { samplerOf } from './sampler.ts';

const decide = (environment: Readonly<Record<string, string>>, traceId: string): SamplingDecision =>
  samplerOf(environment).shouldSample(context.active(), traceId, 'x', SpanKind.SERVER, {}, []).decision;
const low = `${'0'.repeat(31)}1`;
const high = `${'0'.repeat(24)}ffffffff`;

it.each([
  [{}, [true, true]],
  [{ OTEL_TRACES_SAMPLER: 'always_off' }, [false, false]],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, [false, false]],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' }, [true, false]],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, [false, false]],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' }, [true, true]],
] as const)('%j records %j of a low and of a high trace id', (environment, recorded) => {
  const decisions = [low, high].map((id) => decide(environment, id) === SamplingDecision.RECORD_AND_SAMPLED);
  expect(decisions).toEqual(recorded);
});
