import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import { type Manifest, manifests, ofKind } from './fixtures/manifests.ts';
import { render } from './render.ts';

interface Source {
  readonly repoURL: string;
  readonly path: string;
}

interface ApplicationSpec {
  readonly project: string;
  readonly source: Source;
  readonly syncPolicy: { readonly automated?: object };
  readonly destination: { readonly namespace: string };
}

interface ApplicationSet extends Manifest {
  readonly spec: { readonly template: { readonly spec: ApplicationSpec } };
}

interface Application extends Manifest {
  readonly spec: ApplicationSpec;
}

interface Project extends Manifest {
  readonly spec: {
    readonly sourceRepos: readonly string[];
    readonly destinations: readonly { readonly namespace: string }[];
    readonly clusterResourceWhitelist: readonly { readonly group: string; readonly kind: string }[];
  };
}

const sets = ofKind<ApplicationSet>(['ApplicationSet']);
const [project] = ofKind<Project>(['AppProject']);
const specOf = (name: string) => sets.find(({ metadata }) => metadata.name === name)?.spec.template.spec;

describe('Argo CD', () => {
  it('delivers every environment from its folder to its namespace, and what a cluster shares', () => {
    const delivered = sets.map(({ spec }) => spec.template.spec);
    expect(delivered.map(({ source }) => source.path).sort()).toEqual(
      ['cluster', ...environments.map(({ name }) => name)].map((name) => `manifests/${name}`).sort(),
    );
    for (const { name, namespace } of environments)
      expect(specOf(`octollm-${name}`)).toMatchObject({
        source: { path: `manifests/${name}` },
        destination: { namespace },
      });
  });

  it('finds a kustomization in every folder that it is sent to', () => {
    const files = render();
    const sources = [...sets.map(({ spec }) => spec.template.spec), ...bootstraps.map(({ spec }) => spec)];
    for (const { source } of sources)
      expect(files.has(`${source.path.replace(/^manifests\//, '')}/kustomization.yaml`)).toBe(true);
  });

  it('follows the branch in dev alone: releases bring the rest, and the branch must not take them back', () => {
    const waiting = sets.filter(({ spec }) => spec.template.spec.syncPolicy.automated === undefined);
    expect(waiting.map(({ metadata }) => metadata.name)).toEqual([
      'octollm-cluster',
      'octollm-production',
      'octollm-staging',
    ]);
  });
});

describe('The project of Argo CD', () => {
  it('allows the one repository, the namespaces of the platform and that of Velero, not Argo CD’s own: there anybody could get more', () => {
    expect(project?.spec.sourceRepos).toEqual([
      ...new Set(sets.map(({ spec }) => spec.template.spec.source.repoURL)),
    ]);
    expect(project?.spec.destinations.map(({ namespace }) => namespace).sort()).toEqual(
      ['octollm-system', 'velero', ...environments.map(({ namespace }) => namespace)].sort(),
    );
  });

  it('allows just the kinds of cluster-wide objects that are rendered', () => {
    const rendered = new Set(
      manifests
        .filter(({ metadata }) => metadata.namespace === undefined)
        .map(({ apiVersion, kind }) => `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`),
    );
    expect(
      project?.spec.clusterResourceWhitelist.map(({ group, kind }) => `${group}/${kind}`).sort(),
    ).toEqual([...rendered].sort());
  });
});

const bootstraps = ofKind<Application>(['Application']);

describe('The application that brings all others', () => {
  it('is the only one that is applied by hand, and is outside the folder that it delivers', () => {
    expect(bootstraps).toHaveLength(1);
    const [bootstrap] = bootstraps;
    expect(bootstrap?.spec.source.path).toBe('manifests/argocd');
    expect(bootstrap?.path).toMatch(/^bootstrap\//);
  });
});
