import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpanLine } from '@octollm/telemetry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from './read-spans.ts';
import { renderTree } from './render-tree.ts';
import { treeOf } from './span-tree.ts';

const span = (id: string, parent: string | null, more: Partial<SpanLine> = {}): SpanLine => ({
  trace_id: 't1',
  span_id: id,
  parent_id: parent,
  service: 'orchestrator',
  name: 'SELECT tasks',
  start_ms: 1_000,
  duration_ms: 1,
  failed: false,
  attributes: {},
  ...more,
});

const gateway = span('a', 'the client', {
  service: 'reflex-gateway',
  name: 'POST /api/v1/tasks',
  duration_ms: 12,
  attributes: { 'http.response.status_code': 202, 'octollm.request_id': 'r1' },
});
const task = span('b', 'a', {
  name: 'task',
  start_ms: 1_010,
  duration_ms: 1_500,
  failed: true,
  attributes: { 'octollm.task_id': 'k1', 'error.type': 'TimeoutError' },
});
const sql = [1, 2, 3, 4].map((n) => span(`s${n}`, 'b', { start_ms: 1_010 + n }));
const arm = span('c', 'b', { service: 'coder-arm', name: 'POST /code', start_ms: 1_100, duration_ms: 400 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octollm-trace-'));
  const text = (spans: readonly SpanLine[]) => spans.map((one) => `${JSON.stringify(one)}\n`).join('');
  const other = span('x', null, { trace_id: 't2' });
  await writeFile(join(folder, 'orchestrator.jsonl'), `${text([task, ...sql, other])}{"trace_id":"t1","sp`);
  await writeFile(join(folder, 'reflex-gateway.jsonl.1'), text([gateway]));
  await writeFile(join(folder, 'coder-arm.jsonl'), text([arm]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a trace in files', () => {
  it.each(['t1', 'k1', 'r1'])(
    'is found by %s, over all services, without lines that are half written',
    async (id) => {
      const found = await readTrace(folder, id);
      expect(found.map(({ span_id }) => span_id).toSorted()).toEqual(['a', 'b', 'c', 's1', 's2', 's3', 's4']);
    },
  );

  it('is not found when nobody wrote it, or there is no folder', async () => {
    expect(await readTrace(folder, 'nobody')).toEqual([]);
    expect(await readTrace(join(folder, 'none'), 't1')).toEqual([]);
  });

  it('is shown as a tree, with durations, and statements that are alike together', async () => {
    expect(renderTree(treeOf(await readTrace(folder, 'k1')))).toEqual([
      'trace t1',
      '└─ reflex-gateway  POST /api/v1/tasks (202)  12.0 ms  at 0.0 ms',
      '   └─ orchestrator  task (failed: TimeoutError)  1.50 s  at 10.0 ms',
      '      ├─ orchestrator  4 x SELECT tasks  4.0 ms together',
      '      └─ coder-arm  POST /code  400.0 ms  at 100.0 ms',
    ]);
  });
});
