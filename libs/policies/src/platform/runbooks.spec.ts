import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runbooksIn } from './runbooks.ts';

const folder = mkdtempSync(join(tmpdir(), 'runbooks-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'README.md'), '# All of them\n');
writeFileSync(join(folder, 'WebDown.md'), '# WebDown\n\n## What to do, first\n\n### `kubectl` & co\n');

describe('The runbooks of a folder', () => {
  it('are its files but the README, with their headings as addresses name them', () => {
    expect(runbooksIn(folder)).toEqual(
      new Map([['WebDown.md', new Set(['webdown', 'what-to-do-first', 'kubectl--co'])]]),
    );
  });

  it('are not known where there is no folder', () => {
    expect(runbooksIn(join(folder, 'nowhere'))).toBeUndefined();
  });
});
