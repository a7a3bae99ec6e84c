import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FakeKubectl } from '../cluster/fixtures/fake-kubectl.ts';
import { UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { startCanary, stopCanary } from './canary.ts';
import { canaryObjects, GatewayPods, runningVersion } from './canary-objects.ts';
import { canaryOptions } from './options.ts';

const file = join(root, 'manifests/production/reflex-gateway/DaemonSet.reflex-gateway.yaml');
const gateway = GatewayPods.parse(parse(readFileSync(file, 'utf8'), { version: '1.1' }));
const namespace = 'octollm-production';

let fake: FakeKubectl | undefined;
afterEach(() => {
  fake?.remove();
  fake = undefined;
});

interface Workload {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: GatewayPods['spec']['template'];
  };
}

describe('A canary', () => {
  const [deployment, service] = canaryObjects(gateway, '9.9.9', 8_080) as readonly [
    Workload,
    { spec: object },
  ];

  it('is the gateway with another image, under the policies of the gateway', () => {
    const { metadata, spec } = deployment.spec.template;
    expect(spec.containers[0]?.image).toMatch(/\/reflex-gateway:9\.9\.9$/);
    expect(metadata.labels).toMatchObject({
      ...gateway.spec.template.metadata.labels,
      'app.kubernetes.io/version': '9.9.9',
    });
  });

  it('has its Service choose the new version only', () => {
    expect(service.spec).toMatchObject({ selector: deployment.spec.selector.matchLabels });
    expect(deployment.spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'reflex-gateway',
      'app.kubernetes.io/version': '9.9.9',
    });
  });

  it('loses the digest of the version before', () => {
    const pinned = structuredClone(gateway);
    pinned.spec.template.spec.containers = [{ image: 'host:5000/reflex-gateway:1@sha256:0' }];
    const [pods] = canaryObjects(pinned, '2', 8_080) as readonly [Workload];
    expect(pods.spec.template.spec.containers[0]?.image).toBe('host:5000/reflex-gateway:2');
  });

  it('gets its part of the requests after it is ready, and not from the Service of the old version', async () => {
    fake = new FakeKubectl(JSON.stringify(gateway));
    await startCanary({ command: 'start', namespace, version: '9.9.9', weight: 10 });
    const calls = fake.calls.map(({ args }) => args);
    expect(calls.map((args) => args.split(' ').slice(0, 2).join(' '))).toEqual([
      'get daemonset/reflex-gateway',
      'patch service/reflex-gateway',
      'apply --filename',
      'rollout status',
      'patch httproute/reflex-gateway',
    ]);
    expect(calls[1]).toContain(`"app.kubernetes.io/version":"${runningVersion(gateway)}"`);
    expect(calls[4]).toMatch(
      /"name":"reflex-gateway",.*"weight":90.*"name":"reflex-gateway-canary",.*"weight":10/,
    );
  });

  it('ends: all requests go back before it is removed', async () => {
    fake = new FakeKubectl('');
    await stopCanary(namespace);
    const calls = fake.calls.map(({ args }) => args);
    expect(calls[0]).toMatch(/^patch httproute\/reflex-gateway .*"weight":1\b/);
    expect(calls[1]).toContain('"value":{"app.kubernetes.io/name":"reflex-gateway"}');
    expect(calls[2]).toContain('delete deployment,service reflex-gateway-canary');
  });
});

describe('The arguments of the canary', () => {
  it.each([
    [['start', '--namespace', namespace]],
    [['start', '--namespace', namespace, '--version', '2', '--weight', '100']],
    [['start', '--namespace', namespace, '--version', '2;rm']],
    [['stop']],
    [['pause', '--namespace', namespace]],
  ])('are refused: %s', (args) => {
    expect(() => canaryOptions(args)).toThrow(UserError);
  });

  it('have a weight of ten percent unless it is said', () => {
    expect(canaryOptions(['start', '--namespace', namespace, '--version', '2']).weight).toBe(10);
  });
});
