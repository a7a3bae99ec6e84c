import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backups } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';

const text = readFileSync(join(root, 'docs/recovery.md'), 'utf8');

const rowOf = (name: string): string => text.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';

describe('The document of recovery', () => {
  it.each(
    Object.entries(backups).flatMap(([environment, rows]) => rows.map((row) => ({ environment, ...row }))),
  )(
    'says of $name in $environment when it is made, how long it is kept and where it is',
    ({ environment, name, cron, keptDays }) => {
      const [minute = '', hour = ''] = cron?.split(' ') ?? [];
      const time = `${/^\d+$/.test(hour) ? hour.padStart(2, '0') : ''}:${minute.padStart(2, '0')}`;
      for (const part of [...(cron === undefined ? [] : [time]), `${keptDays} days`])
        expect(rowOf(name)).toContain(part);
      expect(rowOf(name)).toMatch(new RegExp(`${environment}[^|]*\\|$|\\| all \\|$`));
    },
  );

  it('says of ten disasters how each is met', () => {
    const rows = text
      .slice(text.indexOf('## Disasters'))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(11);
    for (const row of rows) expect(row.split('|').filter((cell) => cell.trim() !== '')).toHaveLength(4);
  });
});
