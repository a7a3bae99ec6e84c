import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { everyAlert, realTime, runbooks, runbookUrl } from '@octollm/observability';
import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';

const folder = join(root, 'docs/operations/runbooks');
const alerts = everyAlert({
  pace: realTime,
  // Development has a backup that the others do not have.
  environments: (['dev', 'staging', 'production'] as const).map((name) => ({
    name,
    namespace: `octollm-${name}`,
  })),
});
const files = globSync('*.md', { cwd: folder }).filter((file) => file !== 'README.md');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const headings = (text: string, level: string): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(new RegExp(`^${level} (.+)$`, 'gm'))].map(
    ([, heading = '']) => heading,
  );

describe('The runbooks', () => {
  it('are one file for each family of alerts, and no alert leads elsewhere', () => {
    expect(files.toSorted()).toEqual(runbooks.map((name) => `${name}.md`).toSorted());
    expect(new Set(alerts.map(({ runbook }) => `${runbook}.md`))).toEqual(new Set(files));
  });

  it.each(files)('have the same five parts in the same order: %s', (file) => {
    const text = read(file);
    expect(headings(text, '#')).toHaveLength(1);
    expect(headings(text, '##')).toEqual(['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Prevention']);
  });

  it.each(files)('say what each of their alerts means, and speak of no other: %s', (file) => {
    const text = read(file);
    const meaning = text.slice(text.indexOf('## Meaning'), text.indexOf('## Impact'));
    const own = alerts.filter(({ runbook }) => runbook === basename(file, '.md')).map(({ name }) => name);
    expect(headings(meaning, '###').toSorted()).toEqual([...new Set(own)].toSorted());
    for (const part of meaning.split(/^### .+$/m).slice(1)) expect(part.trim()).not.toBe('');
  });

  it('are found by every alert in the index, with its severities', () => {
    const rows = read('README.md').split('\n');
    for (const { name, severity, runbook, ...alert } of alerts) {
      const row = rows.find((line) => line.startsWith(`| ${name} |`));
      expect(row).toContain(severity);
      expect(row).toContain(`(${basename(runbookUrl({ ...alert, name, runbook }))})`);
    }
  });
});
