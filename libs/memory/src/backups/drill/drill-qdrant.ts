import type { BackupArchive } from '../archive/backup-archive.ts';
import { snapshotFile } from '../qdrant/qdrant-backup.ts';
import { QdrantNode, type QdrantNodeOptions } from '../qdrant/qdrant-node.ts';
import { lackingIn } from './compare-counts.ts';
import { onceThere, type Patience } from './once-there.ts';

/**
 * Restores the newest backup of Qdrant, one snapshot after the other, into a scratch node and compares the points.
 * @param patience - how long the node is waited for
 * @returns what it lacks
 * @throws BackupError when there is no backup, it is not what was stored, or the node does not start or refuses it
 */
export const drillQdrant = async (
  archive: BackupArchive,
  scratch: QdrantNodeOptions,
  patience: Patience = {},
): Promise<readonly string[]> => {
  const { files, counts } = await archive.newest();
  const node = new QdrantNode(scratch);
  await onceThere(() => node.collections(), patience);
  const lacking: string[] = [];
  for (const [name, count] of Object.entries(counts)) {
    const file = files.find((stored) => stored.name === snapshotFile(name));
    if (file === undefined) {
      lacking.push(`${name} has no snapshot`);
      continue;
    }
    const collection = name.slice(name.indexOf('/') + 1);
    await node.restoreSnapshot(collection, archive.read(file), file.bytes);
    lacking.push(...lackingIn({ [name]: await node.points(collection) }, { [name]: count }));
    // The next node has a part of the same collection.
    await node.removeCollection(collection);
  }
  return lacking;
};
