import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { FakeKubectl } from '../cluster/fixtures/fake-kubectl.ts';
import { KubectlError } from '../cluster/index.ts';
import { Output, UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { folderToVerify } from './folder.ts';
import { verifyDeployment } from './verify-deployment.ts';

const rendered = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'judge-arm', namespace: 'octollm-staging' },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [{ name: 'judge-arm', image: 'judge-arm:2', resources: { limits: { cpu: '1000m' } } }],
      },
    },
  },
};

/** The object as the API server holds it, with what it adds. */
const live = (image: string, status: object) => ({
  ...rendered,
  metadata: { ...rendered.metadata, generation: 3, uid: 'x' },
  spec: {
    ...rendered.spec,
    progressDeadlineSeconds: 600,
    template: {
      spec: {
        restartPolicy: 'Always',
        containers: [
          { name: 'judge-arm', image, resources: { limits: { cpu: '1' } }, terminationMessagePath: '/x' },
        ],
      },
    },
  },
  status: { observedGeneration: 3, ...status },
});
const rolledOut = { updatedReplicas: 2, availableReplicas: 2 };

let folder = '';
let fake: FakeKubectl | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octollm-verify-'));
  mkdirSync(join(folder, 'judge-arm'));
  writeFileSync(join(folder, 'kustomization.yaml'), 'kind: Kustomization\n');
  writeFileSync(join(folder, 'judge-arm/Deployment.judge-arm.yaml'), stringify(rendered));
});
afterEach(() => {
  fake?.remove();
  fake = undefined;
  rmSync(folder, { recursive: true });
});

const verify = async (
  items: readonly object[],
): Promise<{ readonly code: number; readonly said: string }> => {
  fake = new FakeKubectl(JSON.stringify({ kind: 'List', items }));
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const code = await verifyDeployment(folder, new Output(stream as NodeJS.WriteStream));
  return { code, said: stripVTControlCharacters(written.join('')) };
};

describe('Verifying a deployment', () => {
  it('finds no fault with a cluster that runs what is rendered, whatever the cluster adds', async () => {
    const { code, said } = await verify([live('judge-arm:2', rolledOut)]);
    expect(said).toContain('1 of 1 objects');
    expect(code).toBe(0);
    expect(fake?.calls).toEqual([
      {
        args: 'get --filename - --ignore-not-found --output json',
        input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [rendered] }),
      },
    ]);
  });

  it('says what differs, and where', async () => {
    const { code, said } = await verify([live('judge-arm:1', rolledOut)]);
    expect(said).toContain('Deployment.apps octollm-staging judge-arm');
    expect(said).toContain(
      'spec.template.spec.containers[0].image is "judge-arm:1" and was rendered as "judge-arm:2"',
    );
    expect(code).toBe(1);
  });

  it('says what is not rolled out', async () => {
    const { code, said } = await verify([live('judge-arm:2', { updatedReplicas: 2, availableReplicas: 1 })]);
    expect(said).toContain('2 of 2 pods are of this version, 1 are available');
    expect(code).toBe(1);
    const behind = await verify([live('judge-arm:2', { ...rolledOut, observedGeneration: 2 })]);
    expect(behind.said).toContain('has not seen the last change');
  });

  it('says what is not there', async () => {
    const { code, said } = await verify([]);
    expect(said).toContain('it is not there');
    expect(code).toBe(1);
  });

  it('says what kubectl says when it cannot ask', async () => {
    fake = new FakeKubectl('no configuration has been provided', 1);
    const attempt = verifyDeployment(folder, new Output());
    await expect(attempt).rejects.toThrow(KubectlError);
    await expect(attempt).rejects.toThrow('no configuration has been provided');
  });
});

describe('The folder to verify', () => {
  it('is named, or found by its namespace', () => {
    expect(folderToVerify(['manifests/staging'], root)).toBe(join(root, 'manifests/staging'));
    expect(folderToVerify(['--namespace', 'octollm-staging'], root)).toBe(join(root, 'manifests/staging'));
  });

  it('must be one that there is', () => {
    expect(() => folderToVerify(['--namespace', 'default'], root)).toThrow(UserError);
    expect(() => folderToVerify([], root)).toThrow('npm run verify-deployment');
  });
});
