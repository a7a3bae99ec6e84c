import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MissingPackageError, packageClosure } from './package-closure.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'octollm-closure-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const install = (folder: string, manifest: object = {}): void => {
  mkdirSync(join(root, 'node_modules', folder), { recursive: true });
  writeFileSync(join(root, 'node_modules', folder, 'package.json'), JSON.stringify(manifest));
};
const closure = (...packages: string[]) =>
  packageClosure(root, packages).map((folder) => folder.slice(root.length + '/node_modules/'.length));

describe('what a program cannot do without', () => {
  it('are the packages that it imports and all that these need, and no other', () => {
    install('web', { dependencies: { router: '1' } });
    install('router', { dependencies: { web: '1' } });
    install('linter');
    expect(closure('web')).toEqual(['router', 'web']);
  });

  it('are the versions that Node finds: the nearest comes first', () => {
    install('web', { dependencies: { router: '1' } });
    install('web/node_modules/router');
    install('router');
    expect(closure('web')).toEqual(['web', 'web/node_modules/router']);
    expect(closure('web', 'router')).toEqual(['router', 'web', 'web/node_modules/router']);
  });

  it('are optional packages and peers where they are installed', () => {
    install('web', { optionalDependencies: { linux: '1', darwin: '1' }, peerDependencies: { zod: '4' } });
    install('linux');
    install('zod');
    expect(closure('web')).toEqual(['linux', 'web', 'zod']);
  });

  it('cannot be gathered when one is missing', () => {
    install('web', { dependencies: { router: '1' } });
    expect(() => closure('web')).toThrow(MissingPackageError);
    expect(() => closure('web')).toThrow('web needs router');
  });
});
