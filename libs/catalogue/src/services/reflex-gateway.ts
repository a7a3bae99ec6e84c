import { cacheMetrics } from '../metrics/cache.ts';
import { callRecordMetrics } from '../metrics/call-records.ts';
import { guardrailMetrics } from '../metrics/guardrails.ts';
import { limitMetrics } from '../metrics/limits.ts';
import { counter } from '../metrics/metric.ts';
import { modelMetrics } from '../metrics/models.ts';
import { defineService } from '../service.ts';
import { ed25519Key, integer, list, networks, oneOf, url } from '../settings/builders.ts';
import { guardrailSettings } from '../settings/guardrails.ts';
import { jwtRules, jwtSettings } from '../settings/jwt.ts';
import { modelSettings } from '../settings/providers.ts';
import { cacheStore } from '../stores/cache.ts';
import { postgres } from '../stores/postgres.ts';
import { orchestrator } from './orchestrator.ts';

export const reflexGateway = defineService({
  name: 'reflex-gateway',
  kind: 'gateway',
  description: 'The public edge: identifies callers, limits and validates requests and passes them on',
  port: 8080,
  settings: {
    GATEWAY_SIGNING_KEY: ed25519Key('private')({
      description: 'the key that signs the tokens for the orchestrator',
      secret: true,
    }),
    ...jwtSettings,
    ...modelSettings,
    ...guardrailSettings,
    GATEWAY_PERSONAL_DATA: oneOf(['tokenise', 'pass'])({
      description:
        'what becomes of personal data on its way to the model provider: hidden behind tokens, or passed on because the provider is your own',
      default: 'tokenise',
    }),
    GATEWAY_TRUSTED_PROXIES: networks({
      description:
        'the proxies in front of the gateway, as addresses and networks: a client is the right-most address of X-Forwarded-For that is none of them; the header is not read when empty',
      default: [],
    }),
    GATEWAY_IP_REQUESTS_PER_MINUTE: integer(
      1,
      100_000_000,
    )({
      description:
        'requests that one client address may make in a minute, averaged; more than any tier allows by default, because many callers may share an address',
      default: 600_000,
    }),
    GATEWAY_IP_BURST: integer(
      1,
      10_000_000,
    )({
      description: 'requests that one client address may make at once after a quiet time',
      default: 20_000,
    }),
    GATEWAY_IP_FAILED_KEYS_PER_MINUTE: integer(
      1,
      1_000_000,
    )({
      description:
        'keys and tokens from one client address that may be refused within a minute; then only keys that were accepted before are looked at',
      default: 60,
    }),
    GATEWAY_CORS_ORIGINS: list({
      description: 'the origins whose pages may call the API from a browser, or * for all; none when empty',
      default: [],
    }),
    ALERTMANAGER_URL: url(
      'http',
      'https',
    )({
      description: 'the Alertmanager whose alerts /status shows',
      optional: true,
    }),
  },
  rules: jwtRules,
  calls: [orchestrator],
  stores: [postgres, cacheStore],
  queues: { produces: [], consumes: [] },
  metrics: {
    ...limitMetrics,
    ...modelMetrics,
    ...callRecordMetrics,
    ...cacheMetrics,
    ...guardrailMetrics,
    authentications: counter({
      name: 'authentications_total',
      help: 'Keys and tokens that were checked, by outcome',
      labels: ['outcome'],
    }),
    limited: counter({
      name: 'rate_limited_total',
      help: 'Requests refused by a limit, by the limit; tier is none before a caller is known',
      labels: ['tier', 'limit'],
    }),
  },
  egress: ['model-providers', 'identity-provider'],
  readsAlerts: true,
  resources: {
    cpu: { request: '500m', limit: '2' },
    memory: { request: '256Mi', limit: '512Mi' },
    ephemeralStorage: { request: '128Mi', limit: '512Mi' },
  },
  scaling: { kind: 'per-node' },
  drainSeconds: 30,
});
