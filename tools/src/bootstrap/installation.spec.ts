import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstMismatch, isInstalled, markInstalled } from '../../bootstrap/installation.mjs';

const lock = (packages: object): string =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'octollm' }, ...packages } });
const zod = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } };
const link = { 'node_modules/@octollm/engine': { resolved: 'libs/engine', link: true } };

describe('an installed package', () => {
  it('has the version and the content that the lock file names', () => {
    expect(firstMismatch(lock(zod), lock(zod))).toBeUndefined();
    expect(
      firstMismatch(lock(zod), lock({ 'node_modules/zod': { version: '4.6.6', integrity: 'sha512-a' } })),
    ).toBe('node_modules/zod');
    expect(
      firstMismatch(lock(zod), lock({ 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-b' } })),
    ).toBe('node_modules/zod');
    expect(firstMismatch(lock(zod), lock({}))).toBe('node_modules/zod');
  });

  it('may be missing when it is for another platform', () => {
    const forMac = { 'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-c', optional: true } };
    expect(firstMismatch(lock({ ...zod, ...forMac }), lock(zod))).toBeUndefined();
  });

  it('may be a project of the workspace, which is linked', () => {
    expect(firstMismatch(lock(link), lock(link))).toBeUndefined();
    expect(firstMismatch(lock(link), lock({}))).toBe('node_modules/@octollm/engine');
  });
});

describe('whether the packages are installed', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'octollm-install-'));
    writeFileSync(join(root, 'package-lock.json'), lock(zod));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const install = (packages: object): void => {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock(packages));
  };

  it('is not so on a fresh clone, nor after an install that was cut short', () => {
    expect(isInstalled(root)).toBe(false);
    mkdirSync(join(root, 'node_modules', 'zod'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });

  it('is so after an install by hand', () => {
    install(zod);
    expect(isInstalled(root)).toBe(true);
  });

  it('is not so any more when the lock file has changed since', () => {
    install(zod);
    markInstalled(root);
    writeFileSync(join(root, 'package-lock.json'), lock({ ...zod, ...link }));
    expect(isInstalled(root)).toBe(false);
    install({ ...zod, ...link });
    expect(isInstalled(root)).toBe(true);
  });
});
