import { readFileSync } from 'node:fs';
import { quantityIn } from '@octollm/catalogue';
import { check } from '@octollm/policies';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { proxyScale } from './edge.ts';
import { type Manifest, ofKind } from './fixtures/manifests.ts';

interface Bounds extends Manifest {
  readonly spec: { readonly limits: readonly { readonly default: Readonly<Record<string, string>> }[] };
}

const text = readFileSync(new URL('../../../docs/manifests.md', import.meta.url), 'utf8');
const described = [...text.matchAll(/```yaml\n(.+?)```/gs)].flatMap(([, yaml = '']) =>
  parseAllDocuments(yaml).map((document) => document.toJS() as Manifest),
);

/** What Envoy Gateway has a proxy ask for where nobody says otherwise. */
const usualRequest = '512Mi';

describe('A proxy of the edge', () => {
  it('is admitted by the LimitRange even where it names no limit', () => {
    const bounds = ofKind<Bounds>(['LimitRange']).filter(({ path }) => path.startsWith('cluster/'));
    expect(bounds).toHaveLength(1);
    for (const limit of bounds[0]?.spec.limits ?? [])
      expect(quantityIn(limit.default.memory ?? '')).toBeGreaterThanOrEqual(quantityIn(usualRequest) ?? NaN);
  });

  it('is described in docs/manifests.md as the quota counts it, in fields that Envoy Gateway has', () => {
    const { pods, resources } = proxyScale;
    const amounts = (bound: 'request' | 'limit') => ({
      cpu: resources.cpu[bound],
      memory: resources.memory[bound],
      'ephemeral-storage': resources.ephemeralStorage[bound],
    });
    expect(described.find(({ kind }) => kind === 'EnvoyProxy')).toMatchObject({
      spec: {
        provider: {
          kubernetes: {
            envoyDeployment: {
              replicas: pods,
              container: { resources: { requests: amounts('request'), limits: amounts('limit') } },
            },
          },
        },
      },
    });
    const sources = described.map((body) => ({ file: 'docs/manifests.md', body: { ...body } }));
    const { findings } = check({ sources, findings: [], skipped: [] }, {});
    expect(findings.filter(({ rule }) => rule === 57)).toEqual([]);
  });
});
