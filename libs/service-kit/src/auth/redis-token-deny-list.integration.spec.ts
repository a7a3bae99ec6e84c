import { fileURLToPath } from 'node:url';
import { newId } from '@octollm/contracts';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import { openRedis } from '@octollm/resilience';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RedisTokenDenyList } from './redis-token-deny-list.ts';
import { describeTokenDenyList } from './token-deny-list-suite.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

type Client = Awaited<ReturnType<typeof openRedis>>;

const state = { port: 0 };
let server: RunningServer | undefined;
const clients: Client[] = [];
const lists: RedisTokenDenyList[] = [];

const start = async (): Promise<void> => {
  server = await startRedis({ root, role: 'cache', port: state.port });
};
const connect = async (): Promise<Client> => {
  const client = await openRedis(`redis://127.0.0.1:${state.port}`, () => undefined);
  clients.push(client);
  return client;
};

/** The list as a process has it that has just started, with what it says of itself. */
const open = async (client?: Client) => {
  const said: string[] = [];
  const list = new RedisTokenDenyList(client ?? (await connect()), {
    refreshMs: 50,
    onChange: (change) => void said.push(change),
  });
  lists.push(list);
  await list.start();
  return { list, said };
};

const pair: RedisTokenDenyList[] = [];
beforeAll(async () => {
  state.port = await freePort();
  await start();
  for (let n = 0; n < 2; n++) pair.push((await open()).list);
});
afterEach(() => {
  for (const list of lists) if (!pair.includes(list)) list.close();
});
afterAll(async () => {
  for (const list of lists) list.close();
  for (const client of clients) client.disconnect();
  await server?.stop();
});

const pairOf = ([one, two] = pair) => {
  if (one === undefined || two === undefined) throw new Error('The lists are not open yet.');
  return [one, two] as const;
};
describeTokenDenyList('in Redis', pairOf);

const soon = () => new Date(Date.now() + 60_000);
const heard = async (list: RedisTokenDenyList, tokenId: string): Promise<void> => {
  await expect.poll(() => list.isDenied(tokenId), { timeout: 20_000, interval: 20 }).toBe(true);
};

describe('a process that shares the list', () => {
  it('knows when it starts what was denied before', async () => {
    const [one] = pairOf();
    const id = newId();
    await one.deny(id, soon());
    expect((await open()).list.isDenied(id)).toBe(true);
  });

  it('leaves nothing in Redis for longer than tokens live', async () => {
    const [one] = pairOf();
    await one.deny(newId(), soon());
    const left = (await clients[0]?.pttl('octollm:tokens:denied')) ?? 0;
    expect(left).toBeGreaterThan(300_000);
    expect(left).toBeLessThanOrEqual(600_000);
  });

  it('goes on while Redis is away, says so once, and tells what it has denied once Redis is back', async () => {
    const { list: here, said } = await open();
    const { list: there } = await open();
    const [before, during] = [newId(), newId()];
    await here.deny(before, soon());
    await heard(there, before);

    await server?.stop();
    await here.deny(during, soon());
    for (let n = 0; n < 5; n++) await here.deny(newId(), soon());
    for (const id of [before, during]) expect(here.isDenied(id)).toBe(true);
    expect(there.isDenied(before)).toBe(true);
    expect(there.isDenied(during)).toBe(false);
    expect(said).toEqual(['away']);

    await start();
    await heard(there, during);
    await expect.poll(() => said, { timeout: 20_000 }).toEqual(['away', 'back']);
  });

  it('starts while Redis is away, and hears what was denied once it is there', async () => {
    await server?.stop();
    const { list, said } = await open();
    expect(said).toEqual(['away']);
    await start();
    const [one] = pairOf();
    const id = newId();
    await one.deny(id, soon());
    await heard(list, id);
    expect(said).toEqual(['away', 'back']);
  });
});
