import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { platformVersion } from './version.ts';

describe('the version of the platform', () => {
  it('is that of the workspace', () => {
    const workspace = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(workspace)).toMatchObject({ version: platformVersion });
  });
});
