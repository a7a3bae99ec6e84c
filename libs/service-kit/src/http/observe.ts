import { authenticationMetrics, httpMetrics } from '@octollm/catalogue';
import { context as activeContext } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { currentContext, withContext } from '../context/index.ts';
import type { Metrics } from '../metrics/index.ts';

/** What is counted for a client that went away before its answer was complete (nginx's code for it). */
const clientClosedRequest = 499;

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';
const statusOf = (reply: FastifyReply): number =>
  reply.raw.writableFinished ? reply.statusCode : clientClosedRequest;
/** Why a request was answered with 401. */
const reasonOf = ({ headers }: FastifyRequest): string =>
  headers.authorization === undefined ? 'missing' : 'invalid';
const isProbe = (route: string): boolean => route.startsWith('/health') || route === '/ready';

/** Counts and logs every request that ends, whatever its status. Probes are logged at debug level only. */
export const observeRequests = (server: FastifyInstance, metrics: Metrics, logger: Logger): void => {
  const requests = metrics.counter(httpMetrics.requests);
  const duration = metrics.histogram(httpMetrics.duration);
  const inFlight = metrics.gauge(httpMetrics.inFlight);
  const turnedAway = metrics.counter(authenticationMetrics.authenticationFailures);

  const record = (request: FastifyRequest, reply: FastifyReply): void => {
    const { method } = request;
    const route = routeOf(request);
    const status = statusOf(reply);
    const labels = { method, route, status: String(status) };
    inFlight.dec();
    requests.inc(labels);
    if (status === 401) turnedAway.inc({ reason: reasonOf(request) });
    duration.observe(labels, reply.elapsedTime / 1_000);
    const line = { method, route, status, duration_ms: Math.round(reply.elapsedTime * 10) / 10 };
    if (isProbe(route)) logger.debug(line, 'request');
    else logger.info(line, 'request');
  };

  server.addHook('onRequest', (request, reply, done) => {
    inFlight.inc();
    const active = activeContext.active();
    const context = currentContext();
    // 'close' comes after every answer, also one whose client went away, which Fastify's onResponse leaves out.
    reply.raw.once('close', () => {
      // As a rule it comes within the request; what closes from outside belongs to it as well.
      if (context === undefined || currentContext() === context) record(request, reply);
      else activeContext.with(active, () => withContext(context, () => record(request, reply)));
    });
    done();
  });
};
