import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifests } from '../fixtures/manifests.ts';
import { renderedFolders } from '../read.ts';
import { render } from '../render.ts';
import { checksums } from './checksums.ts';
import { kustomizations } from './kustomizations.ts';

const waveOf = (kind: string, name: string): number =>
  Number(
    manifests.find(
      ({ kind: found, metadata, path }) =>
        found === kind && metadata.name === name && /^(?:cluster|production)\//.test(path),
    )?.metadata.annotations?.['argocd.argoproj.io/sync-wave'],
  );

describe('The waves', () => {
  it('bring what others need first', () => {
    const order = [
      waveOf('Namespace', 'octollm-production'),
      waveOf('ExternalSecret', 'orchestrator'),
      waveOf('Job', 'migration'),
      waveOf('Deployment', 'orchestrator'),
      waveOf('Deployment', 'coder-arm'),
      waveOf('DaemonSet', 'reflex-gateway'),
    ];
    expect(order).toEqual([-3, -2, 0, 1, 2, 3]);
    expect(waveOf('NetworkPolicy', 'coder-arm')).toBeLessThan(waveOf('Deployment', 'coder-arm'));
    expect(waveOf('PriorityClass', 'octollm-high')).toBeLessThan(waveOf('Deployment', 'orchestrator'));
  });

  it('are on every object', () => {
    const without = manifests.filter(
      ({ metadata }) => !/^-?\d$/.test(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? ''),
    );
    expect(without).toEqual([]);
  });
});

describe('The kustomizations', () => {
  const files = kustomizations(['dev/a/Service.a.yaml', 'dev/a/ConfigMap.a.yaml', 'dev/b/Service.b.yaml']);
  const resourcesOf = (path: string): unknown => parse(files.get(path) ?? '')?.resources;

  it('list the files of an environment, and those of each of its services', () => {
    expect([...files.keys()].sort()).toEqual([
      'dev/a/kustomization.yaml',
      'dev/b/kustomization.yaml',
      'dev/kustomization.yaml',
    ]);
    expect(resourcesOf('dev/kustomization.yaml')).toEqual([
      'a/Service.a.yaml',
      'a/ConfigMap.a.yaml',
      'b/Service.b.yaml',
    ]);
    expect(resourcesOf('dev/a/kustomization.yaml')).toEqual(['Service.a.yaml', 'ConfigMap.a.yaml']);
  });
});

describe('The checksums', () => {
  it('are those of the files of an environment, relative to it', () => {
    // printf a | sha256sum
    expect(checksums(new Map([['dev/a.yaml', 'a']]))).toEqual(
      new Map([
        ['dev/SHA256SUMS', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.yaml\n'],
      ]),
    );
  });

  it('cover every file but themselves', () => {
    const files = render();
    for (const environment of renderedFolders) {
      const listed = (files.get(`${environment}/SHA256SUMS`) ?? '')
        .trim()
        .split('\n')
        .map((line) => `${environment}/${line.slice(66)}`);
      const there = [...files.keys()].filter((path) => path.startsWith(`${environment}/`));
      expect([...listed, `${environment}/SHA256SUMS`].sort()).toEqual(there);
    }
  });
});
