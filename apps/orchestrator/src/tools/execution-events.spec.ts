import type { ExecuteResponse, ToolResult } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { executionEvents } from './execution-events.ts';
import { retryOf } from './tool-step.ts';

const step = {
  id: 'a',
  tool: 'http_get',
  input: { tool: 'http_get', args: {} },
  depends_on: [],
  timeout_seconds: 1,
  ...retryOf('http_get'),
} as const;
const result = { id: 'a', tool: 'http_get', status: 'succeeded', output: {}, error: null } as ToolResult;
const response = { results: [] as ToolResult[], degraded: false } as ExecuteResponse;

const namesOf = (events: readonly string[]): string[] =>
  events.map((event) => /^(?:event: (\w+)|: heartbeat)/.exec(event)?.[1] ?? 'heartbeat');

const read = async (events: AsyncGenerator<string>): Promise<string[]> => {
  const all: string[] = [];
  for await (const event of events) all.push(event);
  return all;
};

describe('the events of an execution', () => {
  it('tell every tool as it starts and ends, and then the whole', async () => {
    const events = await read(
      executionEvents(async (listener) => {
        listener.started(step);
        await Promise.resolve();
        listener.ended(result);
        listener.ended({ ...result, status: 'skipped' });
        return response;
      }, 1_000),
    );
    expect(namesOf(events)).toEqual(['tool_started', 'tool_completed', 'tool_failed', 'execution_complete']);
    expect(events[1]).toBe(
      `event: tool_completed\ndata: ${JSON.stringify({ type: 'tool_completed', result })}\n\n`,
    );
  });

  it('breathe while nothing happens', async () => {
    const events = await read(
      executionEvents(async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return response;
      }, 30),
    );
    const names = namesOf(events);
    expect(names.at(-1)).toBe('execution_complete');
    expect(names.slice(0, -1)).toContain('heartbeat');
  });

  it('break off when the execution cannot be carried out', async () => {
    const broken = executionEvents(() => Promise.reject(new Error('no arm')), 1_000);
    await expect(read(broken)).rejects.toThrow('no arm');
  });
});
