import { remediationMetrics } from '../metrics/remediation.ts';
import { defineService } from '../service.ts';
import { longText, oneOf, origin, text } from '../settings/builders.ts';
import { postgres } from '../stores/postgres.ts';
import { reflexGateway } from './reflex-gateway.ts';

const secretLength = 32;

export const remediator = defineService({
  name: 'remediator',
  kind: 'operator',
  description: 'Acts on alerts by a policy, within its limits, and writes down what it does and why',
  port: 8200,
  settings: {
    REMEDIATOR_TOKEN: longText(secretLength)({
      description: 'the bearer token that Alertmanager sends, and whoever reads the decisions',
      secret: true,
    }),
    REMEDIATOR_MODE: oneOf(['dry-run', 'act'])({
      description: 'whether it acts, or only decides and writes down what it would do',
      default: 'dry-run',
    }),
    REMEDIATOR_POLICY: text({
      description: 'the path of a policy as YAML; the one of the platform when it is not set',
      optional: true,
    }),
    REMEDIATOR_TARGET: oneOf(['kubernetes', 'local', 'none'])({
      description: 'where the services run that it acts on; with none it neither restarts nor scales any',
      default: 'kubernetes',
    }),
    REMEDIATOR_NAMESPACE: text({
      description:
        'the namespace of the services; alerts of another are not its own. The one of its pod when it is not set',
      optional: true,
    }),
    REMEDIATOR_KUBERNETES_URL: origin({
      description: 'where the API of Kubernetes is',
      default: 'https://kubernetes.default.svc',
    }),
    REMEDIATOR_SERVICE_ACCOUNT: text({
      description: 'the folder with the token, ca.crt and namespace of its service account',
      default: '/var/run/secrets/kubernetes.io/serviceaccount',
    }),
    REMEDIATOR_LOCAL_URL: origin({
      description: 'where the control of the local stack is',
      optional: true,
    }),
    REMEDIATOR_LOCAL_TOKEN: longText(secretLength)({
      description: 'the token for the control of the local stack',
      secret: true,
      optional: true,
    }),
    REMEDIATOR_API_KEY: text({
      description:
        'the admin key for the API of the platform; without it no cache is purged, no breaker opened and no tenant paused',
      secret: true,
      optional: true,
    }),
  },
  rules: [
    ({ REMEDIATOR_TARGET: target, REMEDIATOR_LOCAL_URL: address, REMEDIATOR_LOCAL_TOKEN: token }) =>
      target === 'local' && (address === undefined || token === undefined)
        ? 'REMEDIATOR_LOCAL_URL and REMEDIATOR_LOCAL_TOKEN are needed when REMEDIATOR_TARGET is local.'
        : undefined,
  ],
  calls: [reflexGateway],
  stores: [postgres],
  queues: { produces: [], consumes: [] },
  metrics: remediationMetrics,
  egress: [],
  resources: {
    cpu: { request: '50m', limit: '500m' },
    memory: { request: '128Mi', limit: '256Mi' },
    ephemeralStorage: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { kind: 'replicas', min: 2, max: 2 },
  // An action of the local stack may take 150 seconds.
  drainSeconds: 160,
});
