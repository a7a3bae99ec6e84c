import { describe, expect, it } from 'vitest';
import type { ToolCalls } from './tool-calls.ts';
import { ToolSpeculation } from './tool-speculation.ts';

describe('speculation on tools', () => {
  it('only read-only tools are ever speculated', async () => {
    const made: unknown[] = [];
    const calls = {
      permit: () => Promise.resolve(() => undefined),
      make: ({ input }: { input: unknown }) => {
        made.push(input);
        return new Promise(() => undefined);
      },
    } as unknown as ToolCalls;
    const speculation = new ToolSpeculation(calls, new Date(), new AbortController().signal);
    const get = { tool: 'http_get', args: { url: 'http://a.example/' } } as const;
    speculation.start([
      { tool: 'http_post', args: get.args },
      { tool: 'shell', args: {} },
      { tool: 'python', args: {} },
      { tool: 'javascript', args: {} },
      get,
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toEqual([get]);
  });
});
