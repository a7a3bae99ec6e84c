import { InvalidRequestError, type Task, TaskQuery } from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTaskStores } from '../fixtures/task-store.ts';
import { newTask } from '../fixtures/tasks.ts';

const stores = useTaskStores();

const pages = async (tenant: string, query: Partial<TaskQuery> = {}): Promise<Task[][]> => {
  const found: Task[][] = [];
  let cursor: string | undefined;
  do {
    const page = await stores().first.list(tenant, TaskQuery.parse({ ...query, cursor }));
    found.push(page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
};

const idsOf = (tasks: readonly Task[]): string[] => tasks.map(({ id }) => id);

describe('the list of tasks', () => {
  const made: string[] = [];
  beforeAll(async () => {
    for (let index = 0; index < 25; index += 1) {
      const task = newTask({
        priority: index % 2 === 0 ? 'low' : 'high',
        ...(index % 5 === 0 ? { session_id: 'session' } : {}),
      });
      await stores().first.create('acme', task);
      if (index % 3 === 0) await stores().first.cancel('acme', task.id, { actor: 'a' });
      made.push(task.id);
    }
    // All at the same moment, so that only the id tells them apart.
    await stores().sql(`UPDATE tasks SET created_at = '2026-01-01T00:00:00Z' WHERE tenant_id = 'acme'`);
    made.sort().reverse();
  });

  it.each([1, 3, 5, 24, 25, 100])(
    'comes complete and in order in pages of %i, over equal times',
    async (limit) => {
      const found = await pages('acme', { limit });
      expect(idsOf(found.flat())).toEqual(made);
      expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      expect(found.at(-1)).not.toEqual([]);
    },
  );

  it('comes in the same order however the server finds the rows', async () => {
    const { sql, open } = stores();
    await sql(`ALTER ROLE CURRENT_USER SET enable_indexscan = off`);
    await sql(`ALTER ROLE CURRENT_USER SET enable_bitmapscan = off`);
    const slow = await open();
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = TaskQuery.parse({ limit: 3, ...(cursor === '' ? {} : { cursor }) });
      const page = await slow.list('acme', query);
      found.push(...idsOf(page.items));
      cursor = page.next_cursor;
    }
    expect(found).toEqual(made);
  });

  it('shows the newest first and is not shifted by tasks made in between', async () => {
    const { first } = stores();
    const start = await first.list('acme', TaskQuery.parse({ limit: 10 }));
    const newer = newTask();
    await first.create('acme', newer);
    const next = await first.list('acme', TaskQuery.parse({ limit: 10, cursor: start.next_cursor }));
    expect(idsOf(next.items)).toEqual(made.slice(10, 20));
    expect(idsOf((await first.list('acme', TaskQuery.parse({}))).items)[0]).toBe(newer.id);
    await first.cancel('acme', newer.id, { actor: 'a' });
    made.unshift(newer.id);
  });

  it('is filtered by status, priority and session, alone and together', async () => {
    const all = (await pages('acme', { limit: 100 })).flat();
    const matches = async (query: Partial<TaskQuery>, keep: (task: Task) => boolean): Promise<void> => {
      const expected = all.filter(keep);
      expect(expected.length).toBeGreaterThan(0);
      expect((await pages('acme', { ...query, limit: 4 })).flat()).toEqual(expected);
    };
    await matches({ status: 'cancelled' }, ({ status }) => status === 'cancelled');
    await matches({ priority: 'high' }, ({ priority }) => priority === 'high');
    await matches({ session_id: 'session' }, ({ session_id }) => session_id === 'session');
    await matches(
      { status: 'queued', priority: 'low', session_id: 'session' },
      (task) => task.status === 'queued' && task.priority === 'low' && task.session_id === 'session',
    );
  });

  it('is one empty page for a tenant without tasks', async () => {
    expect(await stores().first.list('nobody', TaskQuery.parse({}))).toEqual({
      items: [],
      next_cursor: null,
    });
  });

  it('refuses a cursor that it did not make', async () => {
    const listing = stores().first.list('acme', TaskQuery.parse({ cursor: 'abc' }));
    await expect(listing).rejects.toThrow(InvalidRequestError);
    await expect(listing).rejects.toMatchObject({ errors: [{ pointer: '/cursor' }] });
  });

  it('takes the latest cursor there can be', async () => {
    const cursor = Buffer.from(`${'9'.repeat(13)}_ffffffff-ffff-ffff-ffff-ffffffffffff`).toString(
      'base64url',
    );
    const page = await stores().first.list('acme', TaskQuery.parse({ cursor, limit: 100 }));
    expect(page.items).toHaveLength(made.length);
  });
});
