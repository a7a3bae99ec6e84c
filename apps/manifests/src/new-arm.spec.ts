import { defineService, orchestrator, type Service, services, text } from '@octollm/catalogue';
import { check, readDocuments } from '@octollm/policies';
import { describe, expect, it } from 'vitest';
import { renderCompose } from './compose/render-compose.ts';
import { environments } from './environments/all.ts';
import { manifestsOf } from './fixtures/manifests.ts';
import { reachable } from './fixtures/reachability.ts';
import { holdsObject } from './objects-in.ts';
import { render } from './render.ts';

/** All that a newcomer writes: one file in the catalogue, and its name among the calls of the orchestrator. */
const translatorArm = defineService({
  name: 'translator-arm',
  kind: 'arm',
  description: 'Translates texts',
  port: 8108,
  settings: { TRANSLATOR_TOKEN: text({ description: 'the key to the dictionary', secret: true }) },
  calls: [],
  stores: [],
  queues: { produces: [], consumes: [] },
  metrics: {},
  egress: ['model-providers'],
  resources: {
    cpu: { request: '100m', limit: '500m' },
    memory: { request: '128Mi', limit: '256Mi' },
    ephemeralStorage: { request: '64Mi', limit: '256Mi' },
  },
  scaling: { kind: 'replicas', min: 2, max: 6 },
  drainSeconds: 30,
  arm: { actions: [{ name: 'translate', path: '/translate' }], costTier: 1, maxConcurrentTasks: 20 },
});

const withTranslator: readonly Service[] = [
  ...services.map(
    (service): Service =>
      service.name === orchestrator.name
        ? defineService({ ...orchestrator, calls: [...orchestrator.calls, translatorArm] })
        : service,
  ),
  translatorArm,
];
const files = render({ services: withTranslator });
const compose = renderCompose({ services: withTranslator });
const arms = services.filter(({ kind }) => kind === 'arm').map(({ name }) => name);

describe('A new arm in the catalogue', () => {
  it.each(environments.map(({ name }) => name))('has all its objects in %s', (environment) => {
    const kinds = [...files.keys()]
      .filter((path) => path.startsWith(`${environment}/translator-arm/`) && holdsObject(path))
      .map((path) => path.split('/').at(-1)?.split('.')[0]);
    expect(kinds).toEqual([
      'ConfigMap',
      'Deployment',
      'ExternalSecret',
      'NetworkPolicy',
      ...(environment === 'dev' ? [] : ['PodDisruptionBudget']),
      ...(environment === 'dev' ? [] : ['ScaledObject']),
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
  });

  it('is called by the orchestrator and by nobody else', () => {
    for (const { namespace } of environments) {
      const calls = reachable(manifestsOf(files), namespace).filter((call) =>
        call.includes('-> translator-arm'),
      );
      expect(calls).toEqual(['orchestrator -> translator-arm http']);
    }
  });

  it('has room in the quota, and keeps the rules that every arm keeps', () => {
    const documents = [...files]
      .filter(([path]) => holdsObject(path))
      .map(([path, content]) => readDocuments(content, path));
    const { findings } = check(
      { sources: documents.flatMap(({ sources }) => sources), findings: [], skipped: [] },
      { registries: ['ghcr.io/octollm'] },
    );
    // What is found of the judge is waived for the platform, and would be for the newcomer.
    const rulesOf = (name: string) =>
      [
        ...new Set(findings.filter(({ object }) => object?.name === name).map(({ rule }) => String(rule))),
      ].sort();
    expect(rulesOf('translator-arm')).toEqual(rulesOf('judge-arm'));
    expect(findings.filter(({ rule }) => rule === 41)).toEqual([]);
  });

  it('is named wherever all the other arms are: kustomizations, Compose and the text of differences', () => {
    // It has no store, and alerts are made of the catalogue as it is compiled.
    const others = /\/redis-cache\/|\/PrometheusRule\./;
    const named = [...files, ...compose].filter(
      ([path, text]) => !others.test(path) && arms.every((arm) => text.includes(arm)),
    );
    expect(named.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'compose/compose.yaml',
        'environments/differences.txt',
        ...environments.map(({ name }) => `${name}/kustomization.yaml`),
      ]),
    );
    expect(named.filter(([, text]) => !text.includes(translatorArm.name)).map(([path]) => path)).toEqual([]);
  });

  it('is on every dashboard that is about arms: none of them lists names', () => {
    const dashboards = [...files].filter(([path]) => path.includes('/ConfigMap.dashboard'));
    expect(dashboards.length).toBeGreaterThan(5);
    for (const [path, text] of dashboards)
      expect([path, arms.filter((arm) => text.includes(arm)).length > 1]).toEqual([path, false]);
  });
});
