import { describe, expect, it } from 'vitest';
import { durationSeconds } from './duration.ts';
import { expressionIn, isBroken, numberOf } from './expression.ts';
import { selectorsIn } from './selectors.ts';

const metrics = (query: string) => selectorsIn(expressionIn(query)).map(({ metric }) => metric);

describe('A query', () => {
  it('names its metrics, however they are written', () => {
    expect(metrics('sum by (le) (rate(a_bucket{b="c"}[5m])) / on (x) d:e:f offset 1h')).toEqual([
      'a_bucket',
      'd:e:f',
    ]);
    expect(metrics('absent({__name__="a"}) or {"b.c", d="e"} or {f="g"}')).toEqual(['a', 'b.c', '']);
  });

  it('keeps the matchers of its selectors', () => {
    expect(selectorsIn(expressionIn('up{job=~"a|b", pod!="c"}'))[0]?.matchers).toEqual([
      { label: 'job', operator: '=~', value: 'a|b' },
      { label: 'pod', operator: '!=', value: 'c' },
    ]);
  });

  it('is broken when it does not parse', () => {
    expect(isBroken(expressionIn('up > 1'))).toBe(false);
    for (const query of ['up >', '', 'sum(', 'up{a=}']) expect(isBroken(expressionIn(query))).toBe(true);
  });

  it('of numbers has a value', () => {
    expect(numberOf(expressionIn('(14.4 * (1 - 0.999))'))).toBeCloseTo(0.0144);
    expect(numberOf(expressionIn('up * 2'))).toBeUndefined();
  });
});

it.each([
  ['1h30m', 5_400],
  ['500ms', 0.5],
  ['2d', 172_800],
  ['h', undefined],
  ['1h ', undefined],
])('The duration "%s" is %s seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});
