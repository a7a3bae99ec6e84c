import { newId } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, ReplicaMessages, TaskChangeFeed } from '@octollm/memory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveAnswers } from './live-answers.ts';

let postgres: TestPostgres;
const replicas: { database: Database; feed: TaskChangeFeed; answers: LiveAnswers }[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase();
  for (const replica of ['one', 'other']) {
    const database = await Database.open({ url, poolSize: 2, applicationName: replica });
    const messages = new ReplicaMessages(database);
    const answers = new LiveAnswers({
      replica,
      send: (texts) => messages.send(texts),
      onError: (error) => expect.unreachable(String(error)),
    });
    const feed = new TaskChangeFeed({ directUrl: url });
    feed.onMessage((message) => answers.hear(message));
    await feed.start();
    replicas.push({ database, feed, answers });
  }
});
afterAll(async () => {
  for (const { database, feed, answers } of replicas) {
    await answers.close();
    await feed.close();
    await database.close();
  }
  await postgres?.stop();
});

describe('an answer that one replica makes and somebody reads at another', () => {
  it('is read there while it is made, and no longer told when they have left', async () => {
    const [made, read] = replicas.map(({ answers }) => answers);
    if (made === undefined || read === undefined) throw new TypeError('There are two replicas.');
    const task = newId();
    const reader = await read.read('acme', task);
    await expect.poll(() => made.isRead('acme', task), { timeout: 30_000 }).toBe(true);
    const tell = made.teller('acme', task);
    tell({ type: 'token', at: 0, text: 'It opened ' });
    await expect.poll(() => reader.text.text, { timeout: 30_000 }).toBe('It opened ');
    tell({ type: 'token', at: 10, text: 'in 1938.' });
    await expect.poll(() => reader.text.text, { timeout: 30_000 }).toBe('It opened in 1938.');
    reader.close();
    await expect.poll(() => made.isRead('acme', task), { timeout: 30_000 }).toBe(false);
  });
});
