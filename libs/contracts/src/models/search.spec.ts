import { describe, expect, it } from 'vitest';
import { fields, letters, pointersOf } from '../fixtures/requests.ts';
import { SearchRequest } from './search.ts';

describe('a search', () => {
  it.each([
    ['query', 'a', letters(500)],
    ['method', 'vector', 'keyword'],
    ['method', 'hybrid', 'hybrid'],
    ['limit', 1, 100],
    ['filters', {}, fields(50)],
    ['min_score', 0, 1],
  ])('takes a %s within its limits', (name, least, most) => {
    expect(pointersOf(SearchRequest, { query: 'a', [name]: least })).toEqual([]);
    expect(pointersOf(SearchRequest, { query: 'a', [name]: most })).toEqual([]);
  });

  it.each<[string, unknown[]]>([
    ['query', ['', ' ', letters(501), 7, null]],
    ['method', ['bm25', 'Vector', 1]],
    ['limit', [0, 101, 1.5, '10', null]],
    ['filters', [fields(51), [], 'a']],
    ['min_score', [-0.01, 1.01, '0.5', Number.NaN]],
  ])('refuses a %s beyond its limits or of another type', (name, values) => {
    for (const value of values)
      expect(pointersOf(SearchRequest, { query: 'a', [name]: value })).toEqual([`/${name}`]);
  });

  it('needs a query, searches both ways for ten results, and knows no other field', () => {
    expect(pointersOf(SearchRequest, {})).toEqual(['/query']);
    expect(SearchRequest.parse({ query: 'a' })).toEqual({
      query: 'a',
      method: 'hybrid',
      limit: 10,
      filters: {},
      min_score: 0,
    });
    expect(pointersOf(SearchRequest, { query: 'a', top_k: 3 })).toEqual(['/top_k']);
  });

  it('means the same when it is parsed again', () => {
    const once = SearchRequest.parse({ query: 'a', filters: { year: 2024, draft: false, author: null } });
    expect(SearchRequest.parse(once)).toEqual(once);
  });
});
