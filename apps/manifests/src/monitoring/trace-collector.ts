import { jaegerName, jaegerPorts, type TraceCollector } from '@octollm/constructs';
import { systemNamespace } from '../edge.ts';

/** Where the services of every environment that has traces send them. */
export const traceCollector: TraceCollector = {
  name: jaegerName,
  namespace: systemNamespace,
  port: jaegerPorts.otlp,
};
