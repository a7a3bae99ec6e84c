import { describe, expect, it } from 'vitest';
import { drift } from './drift.ts';
import { manifests } from './publish.ts';
import { read } from './read.ts';
import { synth } from './synth.ts';

describe('The committed manifests', () => {
  it('are what the code renders', () => {
    const differences = drift(read(manifests), synth());
    expect(
      differences,
      `manifests/ is not what the code renders:\n  ${differences.join('\n  ')}\nRun \`npm run synth\` and commit the result.\n`,
    ).toEqual([]);
  });
});

describe('Drift', () => {
  it('names every file that is missing, differs or is stale', () => {
    const committed = new Map([
      ['dev/a.yaml', 'a'],
      ['dev/b.yaml', 'b'],
      ['dev/c.yaml', 'c'],
    ]);
    const rendered = new Map([
      ['dev/b.yaml', 'B'],
      ['dev/c.yaml', 'c'],
      ['dev/d.yaml', 'd'],
    ]);
    expect(drift(committed, rendered)).toEqual([
      'dev/a.yaml is stale',
      'dev/b.yaml differs',
      'dev/d.yaml is missing',
    ]);
  });
});
