import { InvalidRequestError, NotFoundError, type Session, SessionQuery } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimed, newTask, planOf, result, succeeded } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { SessionStore } from './session-store.ts';

let databases: TestDatabases;
let tasks: TaskStore;
let sessions: SessionStore;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database } = await databases.open();
  tasks = new TaskStore(database);
  sessions = new SessionStore(database);
});
afterAll(() => databases.stop());

const page = (query: object = {}) => SessionQuery.parse(query);

/** A task of a session, which the session's owner has asked for. */
const ask = async (session_id: string, goal: string): Promise<string> => {
  await sessions.use('acme', session_id, 'jo');
  return (await tasks.create('acme', newTask({ session_id, goal }))).task.id;
};

const answer = async (id: string, output: string): Promise<void> => {
  const { lease } = claimed(await tasks.claim('acme', id, 'a', 30_000));
  await tasks.transition(lease, 'planning');
  await tasks.savePlan(lease, planOf('a'), {});
  await tasks.transition(lease, 'running');
  await tasks.startStep(lease, 'a', 1);
  await tasks.finishStep(lease, 'a', 1, succeeded());
  await tasks.transition(lease, 'judging');
  await tasks.finish(lease, { status: 'succeeded', result: { ...result, output } });
};

const contents = ({ messages }: Session) => messages.map(({ role, content }) => `${role}: ${content}`);

describe('a session', () => {
  it('has the messages and checkpoints of its tasks in the order in which they came', async () => {
    const first = await ask('s1', 'When?');
    await answer(first, 'In \0 1938.');
    const second = await ask('s1', 'And where?');
    const session = await sessions.read('acme', 's1', 'jo', page());
    expect(contents(session)).toEqual(['user: When?', 'assistant: In \0 1938.', 'user: And where?']);
    expect(session.messages.map(({ task_id }) => task_id)).toEqual([first, first, second]);
    expect(session.checkpoints.map(({ task_id, step_id }) => [task_id, step_id])).toEqual([
      [first, null],
      [first, 'a'],
    ]);
    expect(session).toMatchObject({ id: 's1', next_cursor: null });
    expect(Date.parse(session.last_used_at)).toBeGreaterThanOrEqual(Date.parse(session.created_at));
  });

  it('is read page by page, the newest tasks first', async () => {
    for (const goal of ['1', '2', '3', '4', '5']) await ask('s2', goal);
    const pages: string[][] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const session: Session = await sessions.read(
        'acme',
        's2',
        'jo',
        page({ limit: '2', ...(cursor === undefined ? {} : { cursor }) }),
      );
      pages.push(contents(session));
      cursor = session.next_cursor;
    }
    expect(pages).toEqual([['user: 4', 'user: 5'], ['user: 2', 'user: 3'], ['user: 1']]);
    await expect(sessions.read('acme', 's2', 'jo', page({ cursor: 'x' }))).rejects.toThrow(
      InvalidRequestError,
    );
  });

  it('of another user or tenant is not there, neither to use nor to read', async () => {
    await sessions.use('acme', 's3', 'jo');
    await expect(sessions.use('acme', 's3', 'al')).rejects.toThrow(NotFoundError);
    await expect(sessions.read('acme', 's3', 'al', page())).rejects.toThrow(NotFoundError);
    await expect(sessions.read('other', 's3', 'jo', page())).rejects.toThrow(NotFoundError);
    await expect(sessions.read('acme', 'nobodys', 'jo', page())).rejects.toThrow(NotFoundError);
    await sessions.use('other', 's3', 'al');
    expect(await sessions.read('other', 's3', 'al', page())).toMatchObject({ id: 's3', messages: [] });
  });

  it('belongs to one user when several want it at the same moment', async () => {
    const users = Array.from({ length: 10 }, (_, n) => `user-${n}`);
    const used = await Promise.allSettled(users.map((user) => sessions.use('acme', 's4', user)));
    expect(used.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('old ones are purged, and the next one of that name does not show the tasks of the old one', async () => {
    await ask('s5', 'a secret');
    await sessions.use('acme', 's6', 'jo');
    const { last_used_at } = await sessions.read('acme', 's6', 'jo', page());
    expect(await sessions.purge(new Date(0))).toBe(0);
    // All but s6, which is as old as the limit.
    expect(await sessions.purge(new Date(last_used_at))).toBeGreaterThan(0);
    expect(await sessions.read('acme', 's6', 'jo', page())).toMatchObject({ id: 's6' });
    await expect(sessions.read('acme', 's5', 'jo', page())).rejects.toThrow(NotFoundError);
    await sessions.use('acme', 's5', 'al');
    expect((await sessions.read('acme', 's5', 'al', page())).messages).toEqual([]);
  });
});
