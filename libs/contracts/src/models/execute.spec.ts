import { describe, expect, it } from 'vitest';
import { letters, pointersOf, times } from '../fixtures/requests.ts';
import { ExecuteRequest } from './execute.ts';

const call = { tool: 'http_get', args: {} };

describe('a request to run tools', () => {
  it.each<[string, unknown[]]>([
    ['prompt', ['a', letters(10_000)]],
    ['tools', [[], times(100, call)]],
    ['max_parallel', [1, 100]],
    ['timeout_ms', [1_000, 300_000]],
    ['enable_speculation', [true, false]],
    ['user_id', ['a', 'jo_7-x', letters(128)]],
  ])('takes a %s within its limits', (name, values) => {
    for (const value of values)
      expect(pointersOf(ExecuteRequest, { prompt: 'a', [name]: value })).toEqual([]);
  });

  it.each<[string, unknown[]]>([
    ['prompt', ['', ' ', letters(10_001), 7, null]],
    ['tools', [times(101, call), {}, 'a', null]],
    ['max_parallel', [0, 101, 1.5, '20', null]],
    ['timeout_ms', [999, 300_001, 1_000.5, '1000', null]],
    ['enable_speculation', ['true', 1, null]],
    ['user_id', ['', 'a b', 'a.b', letters(129), 7]],
  ])('refuses a %s beyond its limits or of another type', (name, values) => {
    for (const value of values)
      expect(pointersOf(ExecuteRequest, { prompt: 'a', [name]: value })).toEqual([`/${name}`]);
  });

  it.each<[string, unknown[]]>([
    ['id', ['', 'A', '1a', letters(65), 7]],
    ['tool', ['', 'no_such_tool', null]],
    ['args', ['a', [], null]],
    ['timeout_ms', [0, 300_001, 1.5, '1']],
    ['priority', [1]],
  ])('refuses the %s of a tool beyond its limits, and points at it', (name, values) => {
    for (const value of values)
      expect(pointersOf(ExecuteRequest, { prompt: 'a', tools: [call, { ...call, [name]: value }] })).toEqual([
        `/tools/1/${name}`,
      ]);
  });

  it('needs a prompt and has defaults for the rest', () => {
    expect(pointersOf(ExecuteRequest, {})).toEqual(['/prompt']);
    expect(ExecuteRequest.parse({ prompt: 'a', tools: [call] })).toEqual({
      prompt: 'a',
      tools: [{ ...call, depends_on: [] }],
      max_parallel: 20,
      timeout_ms: 30_000,
      enable_speculation: false,
    });
    expect(pointersOf(ExecuteRequest, { prompt: 'a', mode: 'fast' })).toEqual(['/mode']);
  });
});
