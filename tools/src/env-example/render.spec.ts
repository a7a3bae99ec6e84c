import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { deployed } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';
import { renderEnvExample } from './render.ts';

describe('.env.example', () => {
  it('is what the catalogue renders (npm run env-example)', () => {
    expect(readFileSync(join(root, '.env.example'), 'utf8')).toBe(renderEnvExample());
  });

  it('sets nothing by itself', () => {
    expect(parseEnv(renderEnvExample())).toEqual({});
  });

  it('shows no default of a secret', () => {
    const secrets = deployed.flatMap(({ settings }) =>
      Object.keys(settings).filter((name) => settings[name]?.secret === true),
    );
    const lines = renderEnvExample().split('\n');
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((name) => !lines.includes(`#${name}=`))).toEqual([]);
  });
});
