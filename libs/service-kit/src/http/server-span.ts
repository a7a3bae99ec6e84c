import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextUnder, type TraceContext } from '../context/index.ts';

const tracer = trace.getTracer('octollm');
const quietPaths = ['/health', '/ready', '/metrics'];
const options = { kind: SpanKind.SERVER } as const;

/** By OpenTelemetry's conventions (https://opentelemetry.io/docs/specs/semconv/http/http-spans/), without the path. */
const end = (span: Span, { method, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): void => {
  span.updateName(`${method} ${routeOptions.url ?? 'unmatched'}`);
  span.setAttributes({
    'http.request.method': method,
    'http.route': routeOptions.url ?? 'unmatched',
    'http.response.status_code': statusCode,
  });
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
};

/**
 * Goes on within a span of the request, which ends with its answer. Probes get none: there are many, and all alike. Nothing
 * is gathered for a span that is not recorded.
 * @param parent the span of who made the request
 */
export const withinServerSpan = (
  request: FastifyRequest,
  reply: FastifyReply,
  parent: TraceContext | undefined,
  goOn: () => void,
): void => {
  if (quietPaths.some((path) => request.url.startsWith(path))) return goOn();
  const under = contextUnder(parent);
  const span = tracer.startSpan(request.method, options, under);
  if (span.isRecording()) {
    span.setAttribute('octollm.request_id', request.id);
    reply.raw.once('close', () => end(span, request, reply));
  }
  context.with(trace.setSpan(under, span), goOn);
};
