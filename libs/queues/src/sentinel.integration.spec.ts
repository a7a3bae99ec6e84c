import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis, startSentinel } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRedis } from './fixtures/ask-redis.ts';
import { until } from './fixtures/until.ts';
import { Handler, useWorkbench } from './fixtures/workbench.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const name = 'queue';

let master: RunningServer;
let replica: RunningServer;
let sentinels: readonly RunningServer[] = [];

const offsetOf = async ({ port }: RunningServer): Promise<string | undefined> =>
  /master_repl_offset:(\d+)/.exec(await askRedis(port, 'INFO replication'))?.[1];

const roleOf = async ({ port }: RunningServer): Promise<string> => askRedis(port, 'ROLE');

beforeAll(async () => {
  master = await startRedis({ root, role: 'queue' });
  replica = await startRedis({ root, role: 'queue', replicaOf: master.port });
  await until(async () => (await roleOf(replica)).includes('connected'));
  const watched = { name, port: master.port, quorum: 2, downAfterMs: 500 };
  sentinels = await Promise.all([1, 2, 3].map(() => startSentinel({ root, watched })));
  // They learn of each other and of the replica from the master.
  for (const { port } of sentinels)
    await until(async () =>
      /num-other-sentinels\r\n\$1\r\n2/.test(await askRedis(port, `SENTINEL MASTER ${name}`)),
    );
});
afterAll(async () => {
  for (const server of [...sentinels, replica, master]) await server.stop();
});

describe('When the master of the queue is gone', () => {
  const open = useWorkbench(() => ({
    kind: 'redis',
    url: `redis-sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}#${name}`,
  }));

  it('a replica takes over with every wake-up, and queues and workers go on with it', async () => {
    const { queue, work } = open();
    const handler = new Handler();
    const release = handler.hold('held');
    await work(handler.handle, 1);
    await queue.add({ id: 'held' });
    await until(() => handler.begun.length === 1);
    const ids = Array.from({ length: 20 }, (_, index) => `waits-${index}`);
    for (const id of ids) await queue.add({ id });
    await until(async () => (await offsetOf(master)) === (await offsetOf(replica)));

    await master.kill();
    await until(async () => (await roleOf(replica)).includes('master'), 30_000);
    release();
    // A lock may run out while there is no master, and its wake-up comes again: once at least, in the order of arrival.
    await until(() => ['held', ...ids].every((id) => handler.ended.includes(id)), 30_000);
    expect([...new Set(handler.begun)]).toEqual(['held', ...ids]);

    await until(() =>
      queue.add({ id: 'after' }).then(
        () => true,
        () => false,
      ),
    );
    await until(() => handler.ended.includes('after'), 30_000);
  });
});
