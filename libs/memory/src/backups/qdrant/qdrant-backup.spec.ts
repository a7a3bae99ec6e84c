import { afterEach, describe, expect, it } from 'vitest';
import {
  type QdrantSnapshotDouble,
  startQdrantSnapshotDouble,
} from '../../fixtures/qdrant-snapshot-double.ts';
import { BackupError } from '../backup-error.ts';
import { backUpQdrant } from './qdrant-backup.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const startNode = async (
  points: Readonly<Record<string, number>>,
  apiKey?: string,
): Promise<QdrantSnapshotDouble> => {
  const node = await startQdrantSnapshotDouble(points, apiKey);
  closing.push(node.close);
  return node;
};

const backUp = async (nodes: readonly { readonly url: string; readonly apiKey?: string }[]) => {
  const files: Record<string, string> = {};
  const counts = await backUpQdrant(nodes)(async (name, source) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    files[name] = Buffer.concat(chunks).toString();
  });
  return { files, counts };
};

describe('A backup of Qdrant', () => {
  it('holds the snapshot of every collection of every node, and how many points each has', async () => {
    const nodes = [
      await startNode({ knowledge: 7, 'coder arm': 2 }),
      await startNode({ knowledge: 5, 'coder arm': 0 }),
    ];
    expect(await backUp(nodes)).toEqual({
      files: {
        'node-0/coder arm.snapshot': '2 points',
        'node-0/knowledge.snapshot': '7 points',
        'node-1/coder arm.snapshot': '0 points',
        'node-1/knowledge.snapshot': '5 points',
      },
      counts: {
        'node-0/coder arm': 2,
        'node-0/knowledge': 7,
        'node-1/coder arm': 0,
        'node-1/knowledge': 5,
      },
    });
  });

  it('reads the snapshot by the name that the node gave it, and leaves none behind', async () => {
    const node = await startNode({ knowledge: 7 });
    await backUp([node]);
    const snapshot = '/collections/knowledge/snapshots/knowledge-2026-11-21.snapshot';
    expect(node.asked).toContain(`GET ${snapshot}`);
    expect(node.asked.at(-1)).toBe(`DELETE ${snapshot}?wait=true`);
    expect(node.snapshots.size).toBe(0);
  });

  it('shows the key of Qdrant', async () => {
    const node = await startNode({ knowledge: 7 }, 'secret');
    await expect(backUp([node])).rejects.toThrow('Qdrant answers 401');
    expect((await backUp([{ url: node.url, apiKey: 'secret' }])).counts).toEqual({ 'node-0/knowledge': 7 });
  });

  it('fails when a node is down, because without it the backup is not whole', async () => {
    const nodes = [await startNode({ knowledge: 7 }), { url: 'http://127.0.0.1:1' }];
    await expect(backUp(nodes)).rejects.toThrow(/does not answer/);
  });

  it('fails when there is nothing to back up', async () => {
    await expect(backUp([])).rejects.toThrow(BackupError);
  });

  it.each([
    ['POST /collections/knowledge/snapshots?wait=true', 500, '', 'Qdrant answers 500'],
    ['POST /collections/knowledge/snapshots?wait=true', 200, '{"result":{}}', 'gives no result'],
    ['GET /collections', 200, '{"status":"ok"}', 'gives no result'],
  ])('fails when %s is answered with %i %s', async (request, status, body, message) => {
    const node = await startNode({ knowledge: 7 });
    node.instead.set(request, { status, body });
    await expect(backUp([node])).rejects.toThrow(message);
  });

  it('fails when a snapshot is not what the node wrote, and removes it', async () => {
    const node = await startNode({ knowledge: 7 });
    const name = '/collections/knowledge/snapshots/knowledge-2026-11-21.snapshot';
    node.instead.set(`GET ${name}`, { status: 200, body: 'half a snap' });
    await expect(backUp([node])).rejects.toThrow('has another checksum');
    expect(node.snapshots.size).toBe(0);
  });
});
