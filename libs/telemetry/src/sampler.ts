import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

const shareIn = (argument: string | undefined): number => {
  const share = Number(argument === undefined || argument === '' ? 1 : argument);
  return share >= 0 && share <= 1 ? share : 1;
};

/**
 * The sampler that OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG name, as OpenTelemetry specifies
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). The catalogue refuses other
 * values; here they count as the default, which follows the caller and otherwise records everything.
 */
export const samplerOf = (environment: Readonly<Record<string, string | undefined>>): Sampler => {
  const ratio = (): Sampler => new TraceIdRatioBasedSampler(shareIn(environment['OTEL_TRACES_SAMPLER_ARG']));
  const name = environment['OTEL_TRACES_SAMPLER'] ?? 'parentbased_always_on';
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return ratio();
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: ratio() });
    default:
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
  }
};
