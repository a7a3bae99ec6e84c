import { describe, expect, it } from 'vitest';
import { lackingIn } from './compare-counts.ts';

describe('A restore', () => {
  it.each([
    ['has everything', { tasks: 5 }, { tasks: 5 }],
    ['has more than there was', { tasks: 7, keys: 1 }, { tasks: 5 }],
    ['lacks a few of few', { tasks: 1 }, { tasks: 100 }],
    ['lacks a hundredth of many', { tasks: 99_000 }, { tasks: 100_000 }],
    ['has nothing of nothing', {}, { tasks: 0 }],
  ])('that %s is whole', (_, restored, expected) => {
    expect(lackingIn(restored, expected)).toEqual([]);
  });

  it.each([
    ['lost all of few', { tasks: 0 }, { tasks: 1 }, 'tasks has 0 of 1'],
    ['does not know a name', {}, { tasks: 3 }, 'tasks has 0 of 3'],
    ['lost more than a hundred of some', { tasks: 99 }, { tasks: 200 }, 'tasks has 99 of 200'],
    ['lost more than a hundredth', { tasks: 98_999 }, { tasks: 100_000 }, 'tasks has 98999 of 100000'],
  ])('that %s is not', (_, restored, expected, complaint) => {
    expect(lackingIn(restored, expected)).toEqual([complaint]);
  });
});
