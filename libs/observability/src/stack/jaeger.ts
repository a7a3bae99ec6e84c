import type { Setting } from './document.ts';

export interface JaegerOptions {
  readonly directory: string;
  readonly retentionDays: number;
}

const everywhere = '0.0.0.0';
const store = 'badger';

/** The configuration of Jaeger 2, which is that of an OpenTelemetry collector (https://www.jaegertracing.io/docs/latest/deployment/configuration/). */
export const jaegerConfiguration = ({ directory, retentionDays }: JaegerOptions): Setting => ({
  extensions: {
    healthcheckv2: { use_v2: true, http: { endpoint: `${everywhere}:13133` } },
    jaeger_storage: {
      backends: {
        [store]: {
          badger: {
            directories: { keys: `${directory}/keys`, values: `${directory}/values` },
            ephemeral: false,
            ttl: { spans: `${retentionDays * 24}h` },
          },
        },
      },
    },
    jaeger_query: { storage: { traces: store }, http: { endpoint: `${everywhere}:16686` } },
  },
  receivers: { otlp: { protocols: { http: { endpoint: `${everywhere}:4318` } } } },
  processors: {
    // Spans that cannot be held are refused before the process runs out of memory.
    memory_limiter: { check_interval: '1s', limit_percentage: 75, spike_limit_percentage: 15 },
    batch: {},
  },
  exporters: { jaeger_storage_exporter: { trace_storage: store } },
  service: {
    extensions: ['healthcheckv2', 'jaeger_storage', 'jaeger_query'],
    pipelines: {
      traces: {
        receivers: ['otlp'],
        processors: ['memory_limiter', 'batch'],
        exporters: ['jaeger_storage_exporter'],
      },
    },
    telemetry: {
      logs: { level: 'warn' },
      metrics: {
        level: 'normal',
        readers: [{ pull: { exporter: { prometheus: { host: everywhere, port: 8_888 } } } }],
      },
    },
  },
});
