import { describe, expect, it } from 'vitest';
import { deployment, object } from '../fixtures/objects.ts';
import { production } from '../fixtures/production.ts';
import { type JsonObject, textIn } from '../read/json.ts';
import { schemaOf } from './schema-of.ts';

const problems = (body: JsonObject) =>
  schemaOf(
    textIn(body.apiVersion) ?? '',
    textIn(body.kind) ?? '',
  )?.(body).map(({ path, message }) => `${path}: ${message}`);

const selector = { matchLabels: { app: 'web' } };

describe('The schema of a kind', () => {
  it('takes the claim of a Prometheus for one of Kubernetes, as its operator does', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: {} };
    const prometheus = (template: object) =>
      problems(
        object('monitoring.coreos.com/v1', 'Prometheus', 'main', {
          spec: { storage: { volumeClaimTemplate: template } },
        }),
      );
    expect(prometheus(claim)).toEqual([]);
    expect(prometheus({ ...claim, spec: { accessModes: 1 } })).not.toEqual([]);
  });

  it('takes what is right, and finds a wrong type, a missing field and a value that is none', () => {
    expect(problems(deployment())).toEqual([]);
    expect(problems(deployment({ image: 1 }))).toEqual([
      'spec.template.spec.containers[0].image: It must be string.',
    ]);
    expect(problems(object('apps/v1', 'Deployment', 'web', { spec: { selector } }))).toEqual([
      'spec: It must have required property template.',
    ]);
    expect(problems(deployment({ imagePullPolicy: 'Sometimes' }))).toEqual([
      'spec.template.spec.containers[0].imagePullPolicy: It must be equal to one of the allowed values: Always, IfNotPresent, Never.',
    ]);
  });

  it.each([
    [
      'a container',
      deployment({ imagePulPolicy: 'Always' }),
      'spec.template.spec.containers[0].imagePulPolicy',
    ],
    ['the pods', deployment({}, { nodeSelectors: {} }), 'spec.template.spec.nodeSelectors'],
    ['the metadata', deployment({}, {}, {}, { label: {} }), 'metadata.label'],
    ['the whole', { ...deployment(), status: {}, speck: {} }, 'speck'],
    [
      'a ServiceMonitor',
      object('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', {
        spec: { selector, endpoints: [{ port: 'http', intervall: '30s' }] },
      }),
      'spec.endpoints[0].intervall',
    ],
    [
      'a ScaledObject',
      object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
        spec: {
          scaleTargetRef: { name: 'web' },
          triggers: [{ type: 'cpu', metadata: { value: '1' }, when: 1 }],
        },
      }),
      'spec.triggers[0].when',
    ],
    [
      'a Schedule of Velero',
      object('velero.io/v1', 'Schedule', 'daily', { spec: { schedule: '@daily', template: { tll: '1h' } } }),
      'spec.template.tll',
    ],
    [
      'an ObjectStore of barman',
      object('barmancloud.cnpg.io/v1', 'ObjectStore', 'wal', {
        spec: { configuration: { destinationPath: 's3://wal', serverName: 'db' } },
      }),
      'spec.configuration.serverName',
    ],
    [
      'an EnvoyProxy',
      object('gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', 'edge', {
        spec: { provider: { type: 'Kubernetes', kubernetes: { envoyDeployment: { replica: 2 } } } },
      }),
      'spec.provider.kubernetes.envoyDeployment.replica',
    ],
    [
      'a SealedSecret',
      object('bitnami.com/v1alpha1', 'SealedSecret', 'keys', { spec: { encryptedData: {}, data: {} } }),
      'spec.data',
    ],
    [
      'a VerticalPodAutoscaler',
      object('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', 'web', {
        spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, updateMode: 'Off' },
      }),
      'spec.updateMode',
    ],
  ])('finds an unknown field in %s', (_, body, path) => {
    expect(problems(body)).toEqual([`${path}: The field ${path.split('.').at(-1)} is not known here.`]);
  });

  it('knows the fields that are called description', () => {
    const priority = { ...object('scheduling.k8s.io/v1', 'PriorityClass', 'high'), value: 1 };
    expect(problems({ ...priority, description: 'First.' })).toEqual([]);
    expect(problems({ ...priority, descriptions: 'First.' })).toHaveLength(1);
  });

  it('finds a field that every object inherits', () => {
    expect(problems(deployment({ constructor: 'x', toString: 'y' }))).toHaveLength(2);
  });

  it.each([
    ['apps/v1', 'DeploymentSpec'],
    ['apps/v1', 'Gizmo'],
    ['apps/v1/../../policy/v1', 'PodDisruptionBudget'],
    ['apps/v1', '../v1/Deployment'],
    ['v1', 'toString'],
    ['', ''],
  ])('is missing for %s %s', (apiVersion, kind) => {
    expect(schemaOf(apiVersion, kind)).toBeUndefined();
  });
});

/** Every map in an object, with its path. */
const maps = (value: unknown, path: string): readonly (readonly [string, Record<string, unknown>])[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => maps(item, `${path}[]`));
  const map = value as Record<string, unknown>;
  return [[path, map], ...Object.entries(map).flatMap(([key, part]) => maps(part, `${path}.${key}`))];
};

it('A key that nobody knows is found anywhere in the render but where keys are free', () => {
  const free = new Set<string>();
  const seen = new Set<string>();
  for (const body of structuredClone(production.sources.map((source) => source.body)))
    for (const [path, map] of maps(body, textIn(body.kind) ?? '')) {
      if (seen.has(path)) continue;
      seen.add(path);
      map['zz-unknown'] = 'x';
      if (problems(body)?.length === 0) free.add(path.split('.').at(-1) ?? '');
      delete map['zz-unknown'];
    }
  const places = [
    'annotations',
    'config',
    'data',
    'labels',
    'limits',
    'matchLabels',
    'metadata',
    'parameters',
    'requests',
    'selector',
  ];
  expect(places).toEqual(expect.arrayContaining([...free]));
  expect(seen.size).toBeGreaterThan(200);
});
