import { ExecuteRequest, InvalidRequestError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { toolGraph } from './tool-graph.ts';

const request = (tools: readonly object[], more: object = {}): ExecuteRequest =>
  ExecuteRequest.parse({
    prompt: 'a test',
    tools: tools.map((tool) => ({ tool: 'http_get', args: {}, ...tool })),
    ...more,
  });

const pointers = (tools: readonly object[]): readonly string[] => {
  try {
    toolGraph(request(tools));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    return error.errors?.map(({ pointer }) => pointer) ?? [];
  }
};

describe('the graph of a request', () => {
  it('names tools by their place when they have no id', () => {
    expect(toolGraph(request([{}, { id: 'b' }, {}])).map(({ id }) => id)).toEqual(['tool-1', 'b', 'tool-3']);
  });

  it('lets a tool end by its own limit, and by the deadline when that comes first', () => {
    const tools = [{}, { timeout_ms: 500 }, { timeout_ms: 60_000 }];
    expect(toolGraph(request(tools, { timeout_ms: 2_000 })).map((step) => step.timeout_seconds)).toEqual([
      3, 0.5, 3,
    ]);
  });

  it('repeats what leaves nothing behind, and nothing that may change something elsewhere', () => {
    const [get, shell, post] = toolGraph(request([{}, { tool: 'shell' }, { tool: 'http_post' }]));
    for (const step of [get, shell])
      expect(step).toMatchObject({ idempotent: true, retry: { max_attempts: 3 }, timeout_is_final: true });
    expect(post).toMatchObject({ idempotent: false, retry: { max_attempts: 1 } });
  });

  it('takes dependencies in any order', () => {
    expect(pointers([{ id: 'b', depends_on: ['a'] }, { id: 'a' }])).toEqual([]);
  });

  it('refuses an id that comes twice, also one that was given by place', () => {
    expect(pointers([{ id: 'a' }, { id: 'a' }])).toEqual(['/tools/1/id']);
    expect(pointers([{ id: 'tool-2' }, {}])).toEqual(['/tools/1/id']);
  });

  it('refuses dependencies and references that lead nowhere', () => {
    expect(pointers([{ depends_on: ['tool-1x', 'y'] }])).toEqual([
      '/tools/0/depends_on/0',
      '/tools/0/depends_on/1',
    ]);
    expect(pointers([{}, { args: { url: '{{steps.none.output.body}}' } }])).toEqual(['/tools/1/args']);
  });

  it.each([
    ['on itself', [{ id: 'a', depends_on: ['a'] }], '/tools/0/depends_on'],
    ['on a child', [{ id: 'x' }, { id: 'a', depends_on: ['b'] }, { id: 'b', depends_on: ['a'] }], '/tools/1'],
    ['on its own output', [{ id: 'a', args: { url: '{{steps.a.output.body}}' } }], '/tools/0'],
  ])('refuses a tool that depends %s, and points at it', (_name, tools, pointer) => {
    expect(pointers(tools)).toEqual([expect.stringContaining(pointer)]);
  });
});
