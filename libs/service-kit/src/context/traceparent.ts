import { type Context, isSpanContextValid, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { randomHex } from './random-hex.ts';

/** The identity of a span (W3C Trace Context, https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const pattern = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const isZero = (hex: string): boolean => /^0+$/.test(hex);

/**
 * Reads a `traceparent` header; undefined when it is missing or not valid. Of a later version the parts that version
 * 00 has are read, as the specification asks.
 */
export const parseTraceparent = (header: string | undefined): TraceContext | undefined => {
  const [, version, traceId, spanId, flags, more] = pattern.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || isZero(traceId) || isZero(spanId)) return undefined;
  if (version === '00' && more !== undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags ?? '0', 16) & 1) === 1 };
};

export const formatTraceparent = (context: TraceContext): string =>
  `00-${context.traceId}-${context.spanId}-${context.sampled ? '01' : '00'}`;

/** The context of OpenTelemetry under which spans continue the trace of another process, or begin one without it. */
export const contextUnder = (parent: TraceContext | undefined): Context => {
  if (parent === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, sampled } = parent;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
};

/**
 * The span of this service for a request that came with `parent`: the active OpenTelemetry span when tracing is
 * on, otherwise a new span in the parent's trace, or in a new trace.
 */
export const currentSpan = (parent: TraceContext | undefined): TraceContext => {
  const active = trace.getActiveSpan()?.spanContext();
  // Without tracing the active span is the parent itself.
  if (active !== undefined && isSpanContextValid(active) && active.spanId !== parent?.spanId)
    return { traceId: active.traceId, spanId: active.spanId, sampled: (active.traceFlags & 1) === 1 };
  return {
    traceId: parent?.traceId ?? randomHex(16),
    spanId: randomHex(8),
    sampled: parent?.sampled ?? true,
  };
};
