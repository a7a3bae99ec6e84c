import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkShop } from './example.ts';
import { manifests } from './fixtures/production.ts';
import { rules } from './rules/all.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');

describe('The README', () => {
  it('lists every rule by its name', () => {
    const listed = [...readme.matchAll(/^\| (\d+) \| (.+?) \|/gm)].map(([, id, name]) => `${id} ${name}`);
    expect(listed).toEqual(rules.map(({ id, name }) => `${id} ${name}`));
  });

  it('shows the example that is compiled and run here', () => {
    expect(readme).toContain(`\`\`\`ts\n${read('example.ts')}\`\`\``);
    expect(checkShop(`${manifests}/dev`)).toContain(
      'There are 0 Deployment objects in shop-production, not 2.',
    );
  });
});
