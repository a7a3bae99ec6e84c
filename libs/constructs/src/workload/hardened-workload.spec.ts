import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { translator } from '../fixtures/services.ts';
import { HardenedWorkload, type HardenedWorkloadProps } from './hardened-workload.ts';
import { gracePeriodSeconds, preStopSeconds } from './lifecycle.ts';

const props: HardenedWorkloadProps = {
  identity: { name: 'translator', component: 'arm', version: '1.2.3' },
  image: { repository: 'registry.example/books/translator', tag: '1.2.3' },
  ports: { http: 8200 },
  probes: translator.probes,
  resources: translator.resources,
  scale: { kind: 'replicas', count: 2 },
  priority: 'normal',
  drainSeconds: 20,
};

const workload = (changes: Partial<HardenedWorkloadProps> = {}) =>
  rendered((chart) => new HardenedWorkload(chart, 'workload', { ...props, ...changes }));

describe('A hardened workload', () => {
  it('selects its pods by name alone', () => {
    const selector = { matchLabels: { 'app.kubernetes.io/name': 'translator' } };
    expect(objectOf(workload(), 'Deployment')).toMatchObject({ spec: { selector } });
    const moved = rendered((chart) => new HardenedWorkload(chart, 'elsewhere', props));
    expect(objectOf(moved, 'Deployment')).toEqual(objectOf(workload(), 'Deployment'));
  });

  it('replaces pods one at a time, the new one first', () => {
    expect(objectOf(workload(), 'Deployment')).toMatchObject({
      spec: {
        replicas: 2,
        revisionHistoryLimit: 5,
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      },
    });
  });

  it('leaves the number of replicas to an autoscaler when it is given none', () => {
    const deployment = objectOf(workload({ scale: { kind: 'replicas' } }), 'Deployment');
    expect(deployment.spec).not.toHaveProperty('replicas');
  });

  it('is a DaemonSet, updated node by node and not spread, when it scales per node', () => {
    const objects = workload({ scale: { kind: 'per-node' } });
    const daemonSet = objectOf(objects, 'DaemonSet');
    expect(daemonSet).toMatchObject({
      spec: { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
    });
    expect(daemonSet.spec).not.toHaveProperty('replicas');
    expect(daemonSet).not.toHaveProperty('spec.template.spec.topologySpreadConstraints');
    expect(objects.map(({ kind }) => kind)).not.toContain('Deployment');
  });

  it('runs under an account of its own, without a token', () => {
    expect(objectOf(workload(), 'ServiceAccount')).toMatchObject({
      metadata: { name: 'translator' },
      automountServiceAccountToken: false,
    });
    expect(objectOf(workload(), 'Deployment')).toMatchObject({
      spec: { template: { spec: { serviceAccountName: 'translator', automountServiceAccountToken: false } } },
    });
  });

  it('has time to drain after it has left the load balancers', () => {
    expect(gracePeriodSeconds(20)).toBeGreaterThan(preStopSeconds + 20);
    expect(objectOf(workload(), 'Deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            terminationGracePeriodSeconds: gracePeriodSeconds(20),
            containers: [
              { lifecycle: { preStop: { exec: { command: ['node', '-e', expect.any(String)] } } } },
            ],
          },
        },
      },
    });
  });

  it('mounts the keys of a Secret it was given, readable by its group, and none otherwise', () => {
    const secrets = { secretName: 'translator-secrets', keys: ['TOKEN'], directory: '/secrets' };
    expect(objectOf(workload({ secrets }), 'Deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { volumeMounts: [{ name: 'tmp' }, { name: 'secrets', mountPath: '/secrets', readOnly: true }] },
            ],
            volumes: [
              { emptyDir: { sizeLimit: '64Mi' } },
              {
                secret: {
                  secretName: 'translator-secrets',
                  optional: false,
                  defaultMode: 0o440,
                  items: [{ key: 'TOKEN', path: 'TOKEN' }],
                },
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(workload())).not.toContain('secretName');
  });

  it('passes the flags for Node on, and sets no NODE_OPTIONS without any', () => {
    const nodeFlags = ['--max-semi-space-size=4', '--stack-size=900'];
    expect(objectOf(workload({ nodeFlags }), 'Deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              { env: [{ name: 'NODE_OPTIONS', value: '--max-semi-space-size=4 --stack-size=900' }] },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(workload())).not.toContain('NODE_OPTIONS');
  });

  it('rolls when an annotation changes', () => {
    const annotations = { 'checksum/config': 'abc' };
    expect(objectOf(workload({ annotations }), 'Deployment')).toMatchObject({
      spec: { template: { metadata: { annotations } } },
    });
  });
});
