import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type QdrantSnapshotDouble,
  startQdrantSnapshotDouble,
} from '../../fixtures/qdrant-snapshot-double.ts';
import { BackupArchive } from '../archive/backup-archive.ts';
import { storageInMemory } from '../fixtures/storage-in-memory.ts';
import { backUpQdrant } from '../qdrant/qdrant-backup.ts';
import { drillQdrant } from './drill-qdrant.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const startNode = async (points: Readonly<Record<string, number>>): Promise<QdrantSnapshotDouble> => {
  const node = await startQdrantSnapshotDouble(points);
  closing.push(node.close);
  return node;
};

const archived = async (nodes: readonly QdrantSnapshotDouble[]): Promise<BackupArchive> => {
  // Parts of a byte: an upload is put together again from many.
  const archive = new BackupArchive(storageInMemory().storage, 'qdrant-backup', 1);
  await archive.write(new Date(), backUpQdrant(nodes));
  return archive;
};

describe('A drill with Qdrant', () => {
  it('restores each snapshot of each node and finds all points', async () => {
    const archive = await archived([
      await startNode({ knowledge: 4_000, coder: 20 }),
      await startNode({ knowledge: 3_000, coder: 0 }),
    ]);
    const scratch = await startNode({});
    expect(await drillQdrant(archive, { url: scratch.url })).toEqual([]);
    expect(scratch.asked.filter((request) => request.includes('upload'))).toEqual([
      'POST /collections/coder/snapshots/upload?wait=true&priority=snapshot',
      'POST /collections/knowledge/snapshots/upload?wait=true&priority=snapshot',
      'POST /collections/coder/snapshots/upload?wait=true&priority=snapshot',
      'POST /collections/knowledge/snapshots/upload?wait=true&priority=snapshot',
    ]);
    expect(scratch.points.size).toBe(0);
  });

  it('says which part has lost points', async () => {
    const archive = await archived([await startNode({ knowledge: 4_000 })]);
    const scratch = await startNode({});
    const cluster = JSON.stringify({ result: { local_shards: [{ points_count: 12 }] } });
    scratch.instead.set('GET /collections/knowledge/cluster', { status: 200, body: cluster });
    expect(await drillQdrant(archive, { url: scratch.url })).toEqual(['node-0/knowledge has 12 of 4000']);
  });

  it('waits for a node that is still starting', async () => {
    const archive = await archived([await startNode({ knowledge: 4_000 })]);
    const scratch = await startNode({});
    scratch.instead.set('GET /collections', { status: 503, body: '' });
    const drill = drillQdrant(archive, { url: scratch.url }, { pauseMs: 1 });
    await vi.waitFor(() => expect(scratch.asked.length).toBeGreaterThan(2), { timeout: 20_000, interval: 1 });
    expect(new Set(scratch.asked)).toEqual(new Set(['GET /collections']));
    scratch.instead.clear();
    expect(await drill).toEqual([]);
  });

  it('fails when the node does not start in time', async () => {
    const archive = await archived([await startNode({ knowledge: 4_000 })]);
    const nobody = { url: 'http://127.0.0.1:1' };
    await expect(drillQdrant(archive, nobody, { timeoutMs: 5, pauseMs: 1 })).rejects.toThrow(
      'Qdrant does not answer',
    );
  });

  it('fails when the node takes no snapshot', async () => {
    const archive = await archived([await startNode({ knowledge: 4_000 })]);
    const scratch = await startNode({});
    const upload = 'POST /collections/knowledge/snapshots/upload?wait=true&priority=snapshot';
    scratch.instead.set(upload, { status: 500, body: '' });
    await expect(drillQdrant(archive, { url: scratch.url })).rejects.toThrow('Qdrant answers 500');
  });
});
