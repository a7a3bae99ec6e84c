import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BuildStamp } from './build-stamp.ts';

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'octollm-built-'));
  write('apps/gateway/src/main.ts', 'source');
  write('libs/kit/src/index.ts', 'library');
  write('dist/apps/gateway/main.js', 'built');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const built = async (...apps: readonly string[]): Promise<BuildStamp> => {
  const stamp = new BuildStamp(root, apps);
  await stamp.isCurrent();
  await stamp.renew();
  return stamp;
};

describe('the stamp of a build', () => {
  it('is current until something changes', async () => {
    const stamp = new BuildStamp(root, ['gateway']);
    expect(await stamp.isCurrent()).toBe(false);
    await stamp.renew();
    expect(await stamp.isCurrent()).toBe(true);
  });

  it.each([
    ['a source', () => write('apps/gateway/src/main.ts', 'another source')],
    ['a source of a library', () => write('libs/kit/src/more.ts', 'new')],
    ['the packages', () => write('package-lock.json', '{ }')],
    ['the built file', () => write('dist/apps/gateway/main.js', 'tampered')],
    ['the absence of the built file', () => rmSync(join(root, 'dist/apps'), { recursive: true })],
  ])('is not current after a change of %s', async (_what, change) => {
    const stamp = await built('gateway');
    change();
    expect(await stamp.isCurrent()).toBe(false);
  });

  it('is not current after a source has changed while it was built', async () => {
    const stamp = new BuildStamp(root, ['gateway']);
    await stamp.isCurrent();
    write('apps/gateway/src/main.ts', 'saved in the meantime');
    await stamp.renew();
    expect(await stamp.isCurrent()).toBe(false);
  });

  it('does not hold for other applications', async () => {
    await built('gateway');
    expect(await new BuildStamp(root, ['gateway', 'planner']).isCurrent()).toBe(false);
  });

  it('holds for every application of several builds from the same sources', async () => {
    write('dist/apps/planner/main.js', 'built');
    await built('gateway');
    await built('planner', 'gateway');
    expect(await new BuildStamp(root, ['gateway']).isCurrent()).toBe(true);
    await built('planner');
    expect(await new BuildStamp(root, ['gateway', 'planner']).isCurrent()).toBe(true);
    write('dist/apps/planner/main.js', 'built anew');
    expect(await new BuildStamp(root, ['gateway']).isCurrent()).toBe(true);
    expect(await new BuildStamp(root, ['planner']).isCurrent()).toBe(false);
  });

  it('forgets what was built from other sources', async () => {
    write('dist/apps/planner/main.js', 'built');
    await built('gateway');
    write('libs/kit/src/index.ts', 'changed');
    await built('planner');
    expect(await new BuildStamp(root, ['gateway']).isCurrent()).toBe(false);
  });

  it('does not care for what npm and vite put beside the sources', async () => {
    const stamp = await built('gateway');
    write('libs/kit/node_modules/.vite/results.json', '{}');
    expect(await stamp.isCurrent()).toBe(true);
  });
});
