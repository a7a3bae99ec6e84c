import { integer, oneOf, ratio, text, url } from './builders.ts';

/** The environments a service may run in. `local` is the stack that `npm start` runs. */
export const environments = ['local', 'dev', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environments)[number];

/** The port of the metrics inside the cluster. */
export const clusterMetricsPort = 9090;

/** What every service is configured with. */
export const baseSettings = (port: number) => ({
  OCTOLLM_ENVIRONMENT: oneOf(environments)({
    description: 'the environment the service runs in',
    default: 'local',
  }),
  HOST: text({ description: 'the address the service listens on', default: '0.0.0.0' }),
  PORT: integer(0, 65_535)({ description: 'the port of the HTTP interface', default: port }),
  METRICS_PORT: integer(
    0,
    65_535,
  )({ description: 'the port Prometheus scrapes', default: clusterMetricsPort }),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'])({
    description: 'the least severe log line to write',
    default: 'info',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(
    'http',
    'https',
  )({
    description: 'the OpenTelemetry collector to send traces to; none are sent when it is not set',
    optional: true,
  }),
  OTEL_TRACES_SAMPLER: oneOf([
    'always_on',
    'always_off',
    'traceidratio',
    'parentbased_always_on',
    'parentbased_always_off',
    'parentbased_traceidratio',
  ])({
    description: 'which requests are traced; with parentbased_ those that the caller traces',
    default: 'parentbased_always_on',
  }),
  OTEL_TRACES_SAMPLER_ARG: ratio({
    description: 'the share of requests that a sampler with traceidratio traces, from 0 to 1',
    default: 1,
  }),
  TRACE_FOLDER: text({
    description:
      'the folder that traces are written to when no collector is set, a file for each service; none when not set',
    optional: true,
  }),
});
export type BaseSettings = ReturnType<typeof baseSettings>;
