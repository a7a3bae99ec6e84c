import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { objects } from './example.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('The example in the README', () => {
  it('is the one that is compiled and run here', () => {
    expect(read('../README.md')).toContain(`\`\`\`ts\n${read('example.ts')}\`\`\``);
  });

  it('renders what the README says', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ConfigMap translator-arm',
      'Deployment translator-arm',
      'ExternalSecret translator-arm',
      'Namespace translations',
      'NetworkPolicy allow-dns',
      'NetworkPolicy default-deny',
      'NetworkPolicy translator-arm',
      'PodDisruptionBudget translator-arm',
      'Service translator-arm',
      'ServiceAccount translator-arm',
      'ServiceMonitor translator-arm',
    ]);
    expect(objects.find(({ kind }) => kind === 'ConfigMap')?.data).toMatchObject({
      OCTOLLM_ENVIRONMENT: 'production',
      TRANSLATOR_LANGUAGES: 'en,fr,de',
      TRANSLATOR_TOKEN_FILE: '/var/run/secrets/octollm/TRANSLATOR_TOKEN',
    });
  });
});
