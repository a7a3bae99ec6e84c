import type { AddFile } from '../archive/backup-archive.ts';
import { BackupError } from '../backup-error.ts';
import { QdrantNode, type QdrantNodeOptions } from './qdrant-node.ts';

/** A node's part of a collection: what is counted. */
const partOf = (node: number, collection: string): string => `node-${node}/${collection}`;

/** The name of the file with a part. */
export const snapshotFile = (part: string): string => `${part}.snapshot`;

/**
 * Backs up every collection on every node. A snapshot holds the shards of its node alone, and is restored on that node.
 * Each is gone from its node afterwards, also when it could not be stored.
 * @throws BackupError when there is no node, or one does not answer: a backup without it would not be whole
 */
export const backUpQdrant =
  (nodes: readonly QdrantNodeOptions[]) =>
  async (add: AddFile): Promise<Readonly<Record<string, number>>> => {
    if (nodes.length === 0) throw new BackupError('There is no node of Qdrant to back up.');
    const counts: Record<string, number> = {};
    for (const [index, options] of nodes.entries()) {
      const node = new QdrantNode(options);
      for (const collection of await node.collections()) {
        const part = partOf(index, collection);
        const snapshot = await node.makeSnapshot(collection);
        try {
          await add(snapshotFile(part), node.readSnapshot(collection, snapshot));
          counts[part] = await node.points(collection);
        } finally {
          await node.removeSnapshot(collection, snapshot);
        }
      }
    }
    return counts;
  };
