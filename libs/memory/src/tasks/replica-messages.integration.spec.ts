import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StatementError } from '../database/errors.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { longestMessage, ReplicaMessages } from './replica-messages.ts';
import { TaskChangeFeed } from './task-change-feed.ts';

let databases: TestDatabases;
let replicas: ReplicaMessages;
const feeds: TaskChangeFeed[] = [];
const heard: string[][] = [[], []];

beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  replicas = new ReplicaMessages(database);
  for (const messages of heard) {
    const feed = new TaskChangeFeed({ directUrl: url });
    feed.onMessage((message) => void messages.push(message));
    await feed.start();
    feeds.push(feed);
  }
});
afterAll(async () => {
  for (const feed of feeds) await feed.close();
  await databases?.stop();
});

describe('what replicas tell each other', () => {
  it('reaches all of them in its order, up to the longest message', async () => {
    const messages = Array.from({ length: 20 }, (_, n) => `message ${n} Å`);
    messages.push('x'.repeat(longestMessage));
    await replicas.send(messages.slice(0, 10));
    await replicas.send(messages.slice(10));
    for (const got of heard) await expect.poll(() => got, { timeout: 30_000 }).toEqual(messages);
  });

  it('is refused when it is too long', async () => {
    await expect(replicas.send(['x'.repeat(longestMessage + 1)])).rejects.toThrow(StatementError);
  });
});
