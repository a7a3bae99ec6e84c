import { describe, expect, it } from 'vitest';
import { letters, pointersOf, times } from '../fixtures/requests.ts';
import { AgentQuery } from './agent-query.ts';

const query = { query: 'Why?', user_id: 'jo' };

describe('a query for several agents', () => {
  it.each<[string, unknown[]]>([
    ['query', ['a', letters(1_000)]],
    ['user_id', ['a', 'jo_7-x']],
    ['session_id', ['s.1']],
    ['tickers', [[], times(10, 'ACME')]],
    ['entities', [[], [letters(64)]]],
  ])('takes a %s within its limits', (name, values) => {
    for (const value of values) expect(pointersOf(AgentQuery, { ...query, [name]: value })).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['query', '', '/query'],
    ['query', letters(1_001), '/query'],
    ['user_id', 'a b', '/user_id'],
    ['user_id', '', '/user_id'],
    ['session_id', 'a b', '/session_id'],
    ['tickers', times(11, 'ACME'), '/tickers'],
    ['entities', [' '], '/entities/0'],
    ['entities', [letters(65)], '/entities/0'],
    ['limit', 1, '/limit'],
  ])('refuses a %s of %j', (name, value, pointer) => {
    expect(pointersOf(AgentQuery, { ...query, [name]: value })).toEqual([pointer]);
  });

  it('needs a query and a user', () => {
    expect(pointersOf(AgentQuery, {})).toEqual(['/query', '/user_id']);
  });
});
