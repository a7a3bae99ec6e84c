import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namespaceOf } from './namespace.ts';

const kubernetes = {
  REMEDIATOR_TARGET: 'kubernetes',
  REMEDIATOR_NAMESPACE: undefined,
  REMEDIATOR_SERVICE_ACCOUNT: '/nowhere',
} as const;

describe('the namespace that is looked after', () => {
  it('is the one that is set', async () => {
    expect(await namespaceOf({ ...kubernetes, REMEDIATOR_NAMESPACE: 'octollm-dev' })).toBe('octollm-dev');
  });

  it('is that of the pod in Kubernetes, without which the service does not start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'octollm-pod-'));
    await writeFile(join(folder, 'namespace'), 'octollm-staging\n');
    expect(await namespaceOf({ ...kubernetes, REMEDIATOR_SERVICE_ACCOUNT: folder })).toBe('octollm-staging');
    await rm(folder, { recursive: true });
    await expect(namespaceOf(kubernetes)).rejects.toThrow('ENOENT');
  });

  it('is local on one machine', async () => {
    expect(await namespaceOf({ ...kubernetes, REMEDIATOR_TARGET: 'local' })).toBe('local');
  });
});
