import cors from '@fastify/cors';
import type { reflexGateway } from '@octollm/catalogue';
import type { ServiceConfig } from '@octollm/service-kit';
import type { FastifyInstance } from 'fastify';

/** The API serves no pages, so a browser is told to run, frame, guess and remember nothing of it. */
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Browsers heed it only over TLS (RFC 6797, section 8.1).
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

/** What a page may read of an answer besides its body. */
const exposedHeaders = [
  'location',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  ...['requests', 'tokens'].flatMap((what) =>
    ['limit', 'remaining', 'reset'].map((figure) => `x-ratelimit-${figure}-${what}`),
  ),
  'traceparent',
  'x-octollm-cache',
  'x-request-id',
];

const dayInSeconds = 86_400;

/** What the edge adds to every answer: headers for browsers, and CORS for the origins that are configured. */
export const harden = async (
  server: FastifyInstance,
  { GATEWAY_CORS_ORIGINS: origins }: Pick<ServiceConfig<typeof reflexGateway>, 'GATEWAY_CORS_ORIGINS'>,
): Promise<void> => {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders);
    done();
  });
  if (origins.length === 0) return;
  await server.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders,
    // Keys travel in a header that a page sets by itself. Cookies mean nothing here.
    credentials: false,
    maxAge: dayInSeconds,
  });
};
