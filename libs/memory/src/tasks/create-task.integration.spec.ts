import { IdempotencyKeyReusedError, newId, Task, UnprocessableError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { useTaskStores } from '../fixtures/task-store.ts';
import { newTask, traceId } from '../fixtures/tasks.ts';

const stores = useTaskStores();
const withKey = (key: string, bodySha256 = 'a'.repeat(64)) =>
  newTask({}, { idempotency: { key, bodySha256 } });

describe('a new task', () => {
  it('is returned as reading it back gives it', async () => {
    const { first } = stores();
    const parent = newTask();
    await first.create('acme', parent);
    const fresh = newTask({
      goal: 'g',
      priority: 'critical',
      session_id: 's-1',
      parent_task_id: parent.id,
      metadata: { a: 1, b: 'x', c: null, d: true },
    });
    const { task, created } = await first.create('acme', fresh);
    expect(created).toBe(true);
    expect(Task.parse(task)).toMatchObject({ id: fresh.id, status: 'queued', trace_id: traceId });
    expect(await first.get('acme', fresh.id)).toEqual(task);
  });

  it('needs the parent that it names, of the same tenant', async () => {
    const { first } = stores();
    const parent = newTask();
    await first.create('acme', parent);
    for (const [tenant, parentId] of [
      ['acme', newId()],
      ['other', parent.id],
    ] as const) {
      const task = newTask({ parent_task_id: parentId });
      const creation = first.create(tenant, task);
      await expect(creation).rejects.toThrow(UnprocessableError);
      await expect(creation).rejects.toMatchObject({ errors: [{ pointer: '/parent_task_id' }] });
      expect(await first.find(tenant, task.id)).toBeNull();
    }
  });
});

describe('an idempotency key', () => {
  it('gives the first task again, as it is now', async () => {
    const { first } = stores();
    const task = withKey('k1');
    await first.create('acme', task);
    await first.cancel('acme', task.id, { actor: 'key:1' });
    const again = await first.create('acme', withKey('k1'));
    expect(again).toMatchObject({ created: false, task: { id: task.id, status: 'cancelled' } });
  });

  it('makes one task of twenty requests at the same moment', async () => {
    const { first, second, sql } = stores();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? first : second).create('acme', withKey('k2')),
      ),
    );
    expect(new Set(results.map(({ task }) => task.id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    const [row] = await sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM tasks t JOIN idempotency_keys k ON k.task_id = t.id WHERE k.key = 'k2'`,
    );
    expect(row?.count).toBe(1);
  });

  it('finds the task it has made, for its tenant, until it expires', async () => {
    const { first, sql } = stores();
    const idempotency = { key: 'k-find', bodySha256: 'a'.repeat(64) };
    expect(await first.findByKey('acme', idempotency)).toBeNull();
    const { task } = await first.create('acme', newTask({}, { idempotency }));
    expect(await first.findByKey('acme', idempotency)).toEqual(task);
    expect(await first.findByKey('other', idempotency)).toBeNull();
    const other = { ...idempotency, bodySha256: 'b'.repeat(64) };
    await expect(first.findByKey('acme', other)).rejects.toThrow(IdempotencyKeyReusedError);
    await sql(`UPDATE idempotency_keys SET expires_at = now() WHERE key = 'k-find'`);
    expect(await first.findByKey('acme', idempotency)).toBeNull();
    expect(await first.findByKey('acme', other)).toBeNull();
  });

  it('is refused with another body', async () => {
    const { first } = stores();
    await first.create('acme', withKey('k3'));
    const other = withKey('k3', 'b'.repeat(64));
    await expect(first.create('acme', other)).rejects.toThrow(IdempotencyKeyReusedError);
    expect(await first.find('acme', other.id)).toBeNull();
  });

  it('belongs to its tenant', async () => {
    const { first } = stores();
    const { task } = await first.create('acme', withKey('k4'));
    const other = await first.create('other', withKey('k4', 'b'.repeat(64)));
    expect(other.created).toBe(true);
    expect(other.task.id).not.toBe(task.id);
  });

  it('makes another task once it has expired, for one of those who ask at the same moment', async () => {
    const { first, sql } = stores();
    const { task } = await first.create('acme', withKey('k5'));
    await sql(`UPDATE idempotency_keys SET expires_at = now() WHERE key = 'k5'`);
    const results = await Promise.all(
      Array.from({ length: 5 }, () => first.create('acme', withKey('k5', 'c'.repeat(64)))),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map((each) => each.task.id)).size).toBe(1);
    expect(results[0]?.task.id).not.toBe(task.id);
  });

  it('is free again when the task could not be made', async () => {
    const { first } = stores();
    const idempotency = { key: 'k6', bodySha256: 'a'.repeat(64) };
    const broken = newTask({ parent_task_id: newId() }, { idempotency });
    await expect(first.create('acme', broken)).rejects.toThrow(UnprocessableError);
    expect((await first.create('acme', withKey('k6'))).created).toBe(true);
  });

  it('lasts for a day', async () => {
    const { first, sql } = stores();
    await first.create('acme', withKey('k7'));
    const [row] = await sql<{ hours: number }>(
      `SELECT EXTRACT(epoch FROM expires_at - now()) / 3600 AS hours FROM idempotency_keys WHERE key = 'k7'`,
    );
    expect(Number(row?.hours)).toBeCloseTo(24, 1);
  });
});
