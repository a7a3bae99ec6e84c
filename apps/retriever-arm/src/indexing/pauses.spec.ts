import { describe, expect, it } from 'vitest';
import { withPauses } from './pauses.ts';

const workFor = (ms: number): void => {
  for (const end = performance.now() + ms; performance.now() < end; );
};

describe('going through values with pauses', () => {
  it('gives all of them in order, and lets other work in between', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const seen: number[] = [];
    for await (const value of withPauses([1, 2, 3, 4, 5])) {
      workFor(15);
      seen.push(value);
    }
    clearInterval(timer);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(turns).toBeGreaterThan(2);
  });
});
