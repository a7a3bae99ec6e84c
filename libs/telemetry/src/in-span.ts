import {
  type Context,
  context,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('octollm');

/**
 * The span of this process that is active there and is not recorded. Every sampler that `samplerOf` makes leaves out what
 * is made under it, so it can stand for that too. One of another process decides nothing: a sampler may not follow it.
 */
const unrecordedIn = (under: Context): Span | undefined => {
  const span = trace.getSpan(under);
  if (span === undefined) return undefined;
  const { isRemote, traceFlags } = span.spanContext();
  return isRemote !== true && (traceFlags & TraceFlags.SAMPLED) === 0 ? span : undefined;
};

/**
 * Does some work within a span, which is the parent of those made there. Where nothing is recorded none is made, and the
 * work gets the span around it.
 * @param under the context of the parent, when it is not the active one
 * @throws what the work fails with; the span then says that it failed
 */
export const inSpan = async <Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Result>,
  under = context.active(),
): Promise<Result> => {
  const unrecorded = unrecordedIn(under);
  if (unrecorded !== undefined) return context.with(under, work, undefined, unrecorded);
  const span = tracer.startSpan(name, options, under);
  try {
    return await context.with(trace.setSpan(under, span), work, undefined, span);
  } catch (error) {
    span.setAttribute('error.type', error instanceof Error ? error.name : '_OTHER');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
};
