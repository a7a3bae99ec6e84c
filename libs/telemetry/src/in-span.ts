import { context, type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('octollm');

/**
 * Does some work within a span, which is the parent of those made there. Without tracing it costs next to nothing.
 * @param under the context of the parent, when it is not the active one
 * @throws what the work fails with; the span then says that it failed
 */
export const inSpan = async <Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Result>,
  under = context.active(),
): Promise<Result> => {
  const span = tracer.startSpan(name, options, under);
  try {
    return await context.with(trace.setSpan(under, span), () => work(span));
  } catch (error) {
    span.setAttribute('error.type', error instanceof Error ? error.name : '_OTHER');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
};
