import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { identityOf, type KubernetesObject } from '@octollm/constructs';
import { type DebianServer, ensureDebianServer } from '@octollm/local-servers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { manifests as objects } from '../fixtures/manifests.ts';
import { manifests, workspace } from '../publish.ts';
import { renderedFolders } from '../read.ts';

let kubectl: DebianServer;
beforeAll(async () => {
  kubectl = await ensureDebianServer('kubectl', join(workspace, '.octollm/servers'));
});

const built = (folder: string): readonly KubernetesObject[] =>
  parseAllDocuments(
    execFileSync(kubectl.binary, ['kustomize', join(manifests, folder)], {
      encoding: 'utf8',
      env: { ...process.env, ...kubectl.env },
      maxBuffer: 64 * 1_024 * 1_024,
    }),
  ).map((document) => document.toJS() as KubernetesObject);

describe.each(renderedFolders)('`kubectl kustomize manifests/%s`', (folder) => {
  it('builds every object of it, and no other', () => {
    const rendered = objects.filter(({ path }) => path.startsWith(`${folder}/`));
    expect(built(folder).map(identityOf).sort()).toEqual(rendered.map(identityOf).sort());
  });
});

it('`kubectl kustomize` builds one service of an environment', () => {
  expect(built('staging/judge-arm').map(({ kind }) => kind)).toContain('Deployment');
});
