import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read/json.ts';
import { Cluster } from './cluster.ts';
import { findsMadePods } from './made-pods.ts';

const cnpg = (kind: string, name: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind,
  metadata: { name, namespace: 'books' },
  spec,
});

const cluster = new Cluster(
  [
    cnpg('Cluster', 'catalogue', { instances: 3 }),
    cnpg('Pooler', 'lender', {
      cluster: { name: 'catalogue' },
      template: { metadata: { labels: { tier: 'books' } } },
    }),
  ].map((body) => ({ file: 'books.yaml', body })),
);

const finds = (matchLabels: Readonly<Record<string, string>>, namespace = 'books'): boolean =>
  findsMadePods(cluster, { matchLabels }, namespace);

describe('The pods that CloudNativePG makes', () => {
  it('are the instances of a cluster, the jobs that make one, and its poolers', () => {
    expect(finds({ 'cnpg.io/cluster': 'catalogue', 'cnpg.io/podRole': 'instance' })).toBe(true);
    expect(finds({ 'cnpg.io/poolerName': 'lender', tier: 'books' })).toBe(true);
    const jobs = { matchExpressions: [{ key: 'cnpg.io/jobRole', operator: 'Exists' }] };
    expect(findsMadePods(cluster, jobs, 'books')).toBe(true);
  });

  it.each([
    ['another cluster', { 'cnpg.io/cluster': 'archive' }, 'books'],
    ['another pooler', { 'cnpg.io/poolerName': 'catalogue' }, 'books'],
    ['another role', { 'cnpg.io/cluster': 'catalogue', 'cnpg.io/podRole': 'primary' }, 'books'],
    ['another namespace', { 'cnpg.io/cluster': 'catalogue' }, 'films'],
  ])('are not those of %s', (_, labels, namespace) => {
    expect(finds(labels, namespace)).toBe(false);
  });
});
