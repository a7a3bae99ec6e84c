import { describe, expect, it } from 'vitest';
import { bestPassage, worthOf } from './passage.ts';

const counts = [0, 10, 20, 30, 40, 50];

describe('the passage that is worth most', () => {
  it('is a sentence, or several next to each other when they are worth more together', () => {
    expect(bestPassage([0, 1, 2, 3, 4, 5], [0, 0, 30, 30, 31, 31], counts)).toMatchObject({ from: 1, to: 2 });
    expect(bestPassage([0, 1, 2, 3, 4, 5], [0, 0, 20, 40, 40, 40], counts)).toMatchObject({ from: 1, to: 3 });
  });

  it('takes three sentences at most', () => {
    const { from, to } = bestPassage([0, 1, 2, 3, 4, 5], [0, 10, 20, 30, 40, 50], counts);
    expect(to - from).toBe(3);
  });

  it('is worth less when the same is said in more words', () => {
    expect(worthOf(10, 40)).toBeLessThan(worthOf(10, 10));
  });
});
