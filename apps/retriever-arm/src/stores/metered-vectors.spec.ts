import { RecordedMetrics } from '@octollm/arm-testing';
import { vectorMetrics } from '@octollm/catalogue';
import type { VectorStore } from '@octollm/memory';
import { expect, it } from 'vitest';
import { MeteredVectors } from './metered-vectors.ts';

it('the store of vectors is measured by what it is asked for, also when it fails', async () => {
  const recorded = new RecordedMetrics(vectorMetrics);
  const store = {
    search: async () => [],
    upsert: () => Promise.reject(new Error('away')),
    deleteDocument: async () => undefined,
  } as unknown as VectorStore;
  const vectors = new MeteredVectors(store, recorded.metrics);
  expect(await vectors.search('acme', 'c', new Float32Array(2), 3)).toEqual([]);
  await expect(vectors.upsert('acme', 'c', [])).rejects.toThrow('away');
  await vectors.deleteDocument('acme', 'c', 'd');
  expect(await recorded.read('vector_operation_duration_seconds_count')).toEqual({
    'search succeeded': 1,
    'upsert failed': 1,
    'delete succeeded': 1,
  });
});
