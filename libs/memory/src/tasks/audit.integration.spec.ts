import { AuditTrail, NotFoundError, newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { verifyAuditTrail } from '../audit/hash-chain.ts';
import { useTaskStores } from '../fixtures/task-store.ts';
import { newTask, result, runningTask, succeeded, traceId } from '../fixtures/tasks.ts';

const stores = useTaskStores();

/** A task that has gone all the way, with texts that are awkward to hash. */
const finishedTask = async (): Promise<string> => {
  const { first } = stores();
  const lease = await runningTask(first, 'a', 'b');
  await first.startStep(lease, 'a', 1);
  await first.finishStep(lease, 'a', 1, succeeded({ text: 'q"uote \\ \u0001 \u{1F419} \u2028 é' }, 1e-9));
  await first.finishStep(lease, 'b', 1, {
    status: 'skipped',
    reason: 'q"uote \\ \0 \uD83D \u{1F419} \u2028 é',
  });
  await first.transition(lease, 'judging', { 'k"ey': { 10: 1.5e300, 9: -0, nested: [null, true, 'ä'] } });
  await first.finish(lease, { status: 'succeeded', result });
  return lease.taskId;
};

describe('the audit trail', () => {
  it('has an entry for every event, verifies, and joins them by the trace id', async () => {
    const { first } = stores();
    const id = await finishedTask();
    const trail = await first.audit('acme', id);
    expect(() => AuditTrail.parse(trail)).not.toThrow();
    expect(verifyAuditTrail(trail.items)).toBe(true);
    const events = await first.events('acme', id, 0, 100);
    expect(trail.items.map(({ sequence, action, at }) => ({ sequence, action, at }))).toEqual(
      events.map(({ sequence, type, at }) => ({ sequence, action: type, at })),
    );
    expect(new Set(trail.items.map(({ trace_id }) => trace_id))).toEqual(new Set([traceId]));
    expect(trail.items.map(({ actor }) => actor).slice(0, 2)).toEqual(['key:test', 'replica-a']);
  });

  it('says where an output came from and what the result was, by their hashes', async () => {
    const { first } = stores();
    const { items } = await first.audit('acme', await finishedTask());
    expect(items[0]?.data['request_sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(items.at(-1)?.data['result_sha256']).toMatch(/^[0-9a-f]{64}$/);
    const step = items.find(({ action }) => action === 'step.succeeded');
    expect(step?.data).toMatchObject({ step_id: 'a', attempt: 1, provenance: { arm: 'retriever' } });
    expect(JSON.stringify(items)).not.toContain('uote \\\\ \\u0001');
  });

  it('verifies for texts that need care in JSON, as actor, key and reason', async () => {
    const { first } = stores();
    for (const text of ['"', '\\', '\n', '\0', '\u2028', '\uD83D', '\u{1F419}', '{"a":1}', "' || 1 --"]) {
      const task = newTask(
        {},
        { actor: text, idempotency: { key: `${text}${newId()}`, bodySha256: 'a'.repeat(64) } },
      );
      await first.create('acme', task);
      await first.cancel('acme', task.id, { actor: text, reason: text });
      const { items } = await first.audit('acme', task.id);
      expect(verifyAuditTrail(items)).toBe(true);
      expect(items).toHaveLength(2);
    }
  });

  it.each([
    ['the actor', `actor = 'somebody else'`],
    ['the data', `data = '{}'`],
    ['the time', `at = at + interval '1 ms'`],
    ['the hash', `hash = md5('x')`],
  ])('is tamper-evident: it does not verify when %s of a row was changed', async (_what, change) => {
    const { first, sql } = stores();
    const id = await finishedTask();
    await sql('ALTER TABLE audit_entries DISABLE TRIGGER ALL');
    await sql(`UPDATE audit_entries SET ${change} WHERE task_id = $1 AND sequence = 5`, [id]);
    await sql('ALTER TABLE audit_entries ENABLE TRIGGER ALL');
    expect(verifyAuditTrail((await first.audit('acme', id)).items)).toBe(false);
  });

  it('is tamper-evident: it does not verify when a row was removed', async () => {
    const { first, sql } = stores();
    const id = await finishedTask();
    await sql('ALTER TABLE audit_entries DISABLE TRIGGER ALL');
    await sql('DELETE FROM audit_entries WHERE task_id = $1 AND sequence = 5', [id]);
    await sql('ALTER TABLE audit_entries ENABLE TRIGGER ALL');
    expect(verifyAuditTrail((await first.audit('acme', id)).items)).toBe(false);
  });

  it.each(['audit_entries', 'task_events'])('cannot be changed: %s is only ever added to', async (table) => {
    const { sql } = stores();
    await finishedTask();
    for (const statement of [`UPDATE ${table} SET at = now()`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
      await expect(sql(statement)).rejects.toThrow('only ever added');
  });

  it('is not found for a task that there is not', async () => {
    await expect(stores().first.audit('acme', newId())).rejects.toThrow(NotFoundError);
  });
});
