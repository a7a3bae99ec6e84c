import { describe, expect, it } from 'vitest';
import { covers } from './cidr.ts';
import { countIn } from './count.ts';
import { at } from './json.ts';
import { namedIn, selectorText, selects } from './selector.ts';

describe('A path into an object', () => {
  it('ends where something is missing, and never in what objects inherit', () => {
    expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect(at({ a: null }, 'a', 'b')).toBeUndefined();
    expect(at({}, 'constructor')).toBeUndefined();
  });
});

describe('A count', () => {
  it('may be a share, which is rounded up', () => {
    expect(countIn('50%', 3)).toBe(2);
    expect(countIn(1, 3)).toBe(1);
    expect(countIn('half', 3)).toBeUndefined();
  });
});

describe('A selector', () => {
  const labels = { app: 'web', tier: 'front' };
  const expression = (operator: string, key: string, ...values: string[]) => ({
    matchExpressions: [{ operator, key, values }],
  });

  it.each([
    [{}, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [expression('In', 'app', 'api', 'web'), true],
    [expression('In', 'zone', 'a'), false],
    [expression('NotIn', 'app', 'web'), false],
    [expression('NotIn', 'zone', 'a'), true],
    [expression('Exists', 'tier'), true],
    [expression('DoesNotExist', 'tier'), false],
    [expression('Guess', 'tier'), false],
  ])('%j selects: %s', (selector, selected) => {
    expect(selects(selector, labels)).toBe(selected);
  });

  it('is shown as kubectl writes it', () => {
    const selector = { matchLabels: { app: 'web' }, ...expression('In', 'tier', 'a', 'b') };
    expect(selectorText(selector)).toBe('app=web,tier In (a,b)');
    expect(selectorText({})).toBe('everything');
    expect(namedIn(selector)).toEqual(['app', 'tier']);
  });
});

describe('A range of addresses', () => {
  it.each([
    ['0.0.0.0/0', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/9', '10.0.0.0/8', false],
    ['128.0.0.0/1', '10.0.0.0/8', false],
    ['fc00::/7', 'fc00::/7', true],
    ['10.0.0.999/8', '10.0.0.0/8', false],
  ])('%s covers %s: %s', (outer, inner, covered) => {
    expect(covers(outer, inner)).toBe(covered);
  });
});
