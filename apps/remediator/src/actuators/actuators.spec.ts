import { BreakerOrder, CachePurge, PauseOrder } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { startApiDouble } from '../fixtures/api-double.ts';
import { startKubernetes } from '../fixtures/kubernetes-double.ts';
import type { PlatformRemedy, ServiceRemedy } from './actuator.ts';
import { type ActuatorCase, actuatorSuite } from './actuator-suite.ts';
import { HttpApi } from './http-api.ts';
import { KubernetesActuator } from './kubernetes/kubernetes-actuator.ts';
import { LocalActuator } from './local-actuator.ts';
import { PlatformActuator } from './platform-actuator.ts';

const token = 'a-token-that-nobody-may-see';
const annotation = 'octollm.dev/floor-before-remediation';
const deployment = '/apis/apps/v1/namespaces/ns/deployments/judge-arm';
const daemonSet = '/apis/apps/v1/namespaces/ns/daemonsets/reflex-gateway';
const scaledObject = '/apis/keda.sh/v1alpha1/namespaces/ns/scaledobjects/judge-arm';
const autoscaler = '/apis/autoscaling/v2/namespaces/ns/horizontalpodautoscalers/orchestrator';

const kubernetes = (
  remedy: ServiceRemedy,
  object: Readonly<Record<string, object>>,
): Pick<ActuatorCase, 'name' | 'start' | 'perform'> => ({
  name: `Kubernetes, ${remedy.kind} ${remedy.service}`,
  start: () => startKubernetes(object as Parameters<typeof startKubernetes>[0], token),
  perform: (api, signal) =>
    new KubernetesActuator({ api, namespace: 'ns', perNode: new Set(['reflex-gateway']) }).perform(
      remedy,
      signal,
    ),
});

const platform = (
  remedy: PlatformRemedy,
  status: number,
): Pick<ActuatorCase, 'name' | 'start' | 'perform'> => ({
  name: `the platform, ${remedy.kind}`,
  start: () => startApiDouble(() => (status === 204 ? { status } : { status, body: {} })),
  perform: (api, signal) => new PlatformActuator(api).perform(remedy, signal),
});

const restarted = {
  spec: {
    template: {
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/restartedAt': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        },
      },
    },
  },
};
const strategic = 'application/strategic-merge-patch+json';
const merge = 'application/merge-patch+json';

const cases: readonly ActuatorCase[] = [
  {
    ...kubernetes({ kind: 'restart', service: 'judge-arm' }, { [deployment]: {} }),
    write: { method: 'PATCH', path: deployment, contentType: strategic, body: restarted },
    missing: 'failed',
    unreadable: 'succeeded',
  },
  {
    ...kubernetes({ kind: 'restart', service: 'reflex-gateway' }, { [daemonSet]: {} }),
    write: { method: 'PATCH', path: daemonSet, contentType: strategic, body: restarted },
    missing: 'failed',
    unreadable: 'succeeded',
  },
  {
    ...kubernetes(
      { kind: 'scale', service: 'judge-arm', by: 2, most: 10 },
      {
        [deployment]: { spec: { replicas: 2 } },
        [scaledObject]: { spec: { minReplicaCount: 2, maxReplicaCount: 10 } },
      },
    ),
    write: {
      method: 'PATCH',
      path: scaledObject,
      contentType: merge,
      body: {
        metadata: { resourceVersion: '1', annotations: { [annotation]: '2:4' } },
        spec: { minReplicaCount: 4 },
      },
    },
    missing: 'impossible',
    unreadable: 'failed',
  },
  {
    ...kubernetes(
      { kind: 'restore', service: 'orchestrator' },
      {
        [autoscaler]: {
          metadata: { annotations: { [annotation]: '3:5' } },
          spec: { minReplicas: 5, maxReplicas: 10 },
        },
      },
    ),
    write: {
      method: 'PATCH',
      path: autoscaler,
      contentType: merge,
      body: {
        metadata: { resourceVersion: '1', annotations: { [annotation]: null } },
        spec: { minReplicas: 3 },
      },
    },
    missing: 'impossible',
    unreadable: 'failed',
  },
  {
    name: 'the local stack, restart',
    start: () => startApiDouble(() => ({ status: 200, body: { service: 'judge-arm', ready: true } })),
    perform: (api, signal) =>
      new LocalActuator(api).perform({ kind: 'restart', service: 'judge-arm' }, signal),
    write: {
      method: 'POST',
      path: '/services/judge-arm/restart',
      contentType: undefined,
      body: undefined,
    },
    missing: 'failed',
    unreadable: 'failed',
  },
  {
    ...platform({ kind: 'purge_cache', of: 'chat_completion' }, 204),
    write: {
      method: 'DELETE',
      path: '/api/v1/cache?kind=chat_completion',
      contentType: undefined,
      body: undefined,
    },
    missing: 'failed',
    unreadable: 'failed',
  },
  {
    ...platform({ kind: 'open_breaker', arm: 'coder-arm', forSeconds: 60, reason: 'It fails.' }, 200),
    write: {
      method: 'PUT',
      path: '/api/v1/arms/coder-arm/breaker',
      contentType: 'application/json',
      body: { state: 'open', for_seconds: 60, reason: 'It fails.' },
    },
    missing: 'failed',
    unreadable: 'succeeded',
  },
  {
    ...platform({ kind: 'pause_tenant', tenant: 'a/../b', forSeconds: 60, reason: 'It is dear.' }, 200),
    write: {
      method: 'PUT',
      path: '/api/v1/tenants/a%2F..%2Fb/pause',
      contentType: 'application/json',
      body: { for_seconds: 60, reason: 'It is dear.' },
    },
    missing: 'failed',
    unreadable: 'succeeded',
  },
];

for (const one of cases)
  actuatorSuite(one, {
    token,
    api: (origin, timeoutMs) =>
      new HttpApi({
        name: 'The API',
        origin,
        authorization: () => Promise.resolve(`Bearer ${token}`),
        timeoutMs,
      }),
  });

describe('what the platform is asked for', () => {
  it('is what its contract takes', () => {
    const bodies = cases.filter(({ name }) => name.startsWith('the platform')).map(({ write }) => write.body);
    expect(CachePurge.parse({ kind: 'chat_completion' })).toBeDefined();
    expect(BreakerOrder.parse(bodies[1])).toEqual(bodies[1]);
    expect(PauseOrder.parse(bodies[2])).toEqual(bodies[2]);
  });
});
