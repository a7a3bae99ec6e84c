import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFiles } from './log-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octollm-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the files of logs', () => {
  it('hold the lines of each process, for their owner alone', () => {
    const logs = new LogFiles(join(folder, 'new'));
    logs.line('planner-arm', '{"msg":"one"}');
    logs.line('planner-arm', '{"msg":"two"}');
    logs.line('postgres', 'ready');
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['planner-arm.log', 'postgres.log']);
    expect(read('new/planner-arm.log')).toBe('{"msg":"one"}\n{"msg":"two"}\n');
    expect(statSync(join(folder, 'new/planner-arm.log')).mode & 0o077).toBe(0);
  });

  it('are bounded: of each the newest lines and one file before them stay, over restarts too', () => {
    for (let n = 0; n < 20; n++) new LogFiles(folder, 10).line('a', `${n}`.padStart(4, '0'));
    expect(readdirSync(folder).sort()).toEqual(['a.1.log', 'a.log']);
    expect(read('a.1.log') + read('a.log')).toBe('0016\n0017\n0018\n0019\n');
  });
});
