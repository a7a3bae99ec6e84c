import { describe, expect, it } from 'vitest';
import { packLines, unpackLines } from './archive-file.ts';
import { newArchiveName } from './archive-name.ts';
import { ArchiveError, parseLine, tablesOfTask } from './archived-task.ts';
import { checkFileName } from './cold-storage/cold-storage.ts';

const own = { tenant_id: 'acme', task_id: 't' };
const rows = {
  ...Object.fromEntries(tablesOfTask.map((table) => [table, [own]])),
  tasks: [{ tenant_id: 'acme', id: 't' }],
};
const line = { format: 1, ...own, rows };

describe('a line of an archive', () => {
  it('is a task with the rows of every table', () => {
    expect(parseLine(JSON.stringify(line))).toEqual(line);
  });

  it.each([
    ['is not JSON', '{'],
    ['is no object', '[]'],
    ['has another format', JSON.stringify({ ...line, format: 2 })],
    ['lacks a table', JSON.stringify({ ...line, rows: { ...rows, approvals: undefined } })],
    ['has a table too many', JSON.stringify({ ...line, rows: { ...rows, api_keys: [own] } })],
    ['has two tasks', JSON.stringify({ ...line, rows: { ...rows, tasks: [...rows.tasks, ...rows.tasks] } })],
    [
      'has a row of another tenant',
      JSON.stringify({ ...line, rows: { ...rows, approvals: [{ ...own, tenant_id: 'other' }] } }),
    ],
    [
      'has a row of another task',
      JSON.stringify({ ...line, rows: { ...rows, task_events: [{ ...own, task_id: 'u' }] } }),
    ],
  ])('is refused when it %s', (_what, text) => {
    expect(() => parseLine(text)).toThrow(ArchiveError);
  });
});

describe('an archive', () => {
  it('gives back its lines', async () => {
    for (const lines of [[], ['{}'], ['{"a":"ä\u2028"}', '{}']])
      expect(await unpackLines(await packLines(lines))).toEqual(lines);
  });

  it('is refused when it was cut off or is no gzip file', async () => {
    const bytes = await packLines(['{"a":1}', '{"b":2}']);
    await expect(unpackLines(bytes.subarray(0, -9))).rejects.toThrow(ArchiveError);
    await expect(unpackLines(Buffer.from('{}\n'))).rejects.toThrow(ArchiveError);
  });

  it.each(['acme', '../..', 'Ünï cödé / x', '.', 'a'.repeat(64)])(
    'of the tenant %s has a name that every storage takes',
    (tenantId) => {
      const name = newArchiveName(tenantId, new Date('2026-11-21T00:00:00Z'));
      expect(() => checkFileName(name)).not.toThrow();
      expect(name.split('/')).toHaveLength(3);
      expect(name).toMatch(/\/2026-11-21-[0-9a-f-]{36}\.jsonl\.gz$/);
    },
  );
});
