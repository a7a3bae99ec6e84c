import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startRedis } from '@octollm/local-servers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openColdStorage } from '../../retention/cold-storage/open-cold-storage.ts';
import { BackupArchive } from '../archive/backup-archive.ts';
import { backUpRedis } from '../redis/redis-backup.ts';
import { RedisConnection } from '../redis/redis-connection.ts';
import { drillRedis } from './drill-redis.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));

describe('A drill with Redis', () => {
  it('restores the newest backup into a Redis that starts from it, and says what it lacks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'octollm-drill-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const queue = await startRedis({ root, role: 'queue' });
    onTestFinished(() => queue.stop());
    const connection = await RedisConnection.open(queue.url);
    for (const key of ['a', 'b', 'c']) {
      connection.send('SET', key, 'x');
      await connection.line();
    }
    connection.close();
    const archive = new BackupArchive(
      openColdStorage({ url: `file://${folder}/cold`, region: 'none' }),
      'redis-backup',
    );
    const makeBackup = backUpRedis(queue.url);
    await archive.write(new Date(), async (add) => ({ ...(await makeBackup(add)), db5: 7 }));

    const port = await freePort();
    const scratch = { url: `redis://127.0.0.1:${port}`, folder: join(folder, 'scratch') };
    const lacking = drillRedis(archive, scratch);
    await vi.waitFor(() => access(join(scratch.folder, 'dump.rdb')), { timeout: 20_000 });
    const restored = await startRedis({ root, role: 'cache', dataDir: scratch.folder, port });
    onTestFinished(() => restored.stop());
    expect(await lacking).toEqual(['db5 has 0 of 7']);
  });
});
