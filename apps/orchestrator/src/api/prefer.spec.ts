import { describe, expect, it } from 'vitest';
import { waitSeconds } from './prefer.ts';

describe('Prefer: wait', () => {
  it.each([
    [undefined, 0],
    ['', 0],
    ['wait=30', 30],
    ['respond-async, wait=10', 10],
    ['wait=10; foo=bar', 10],
    ['wait=600', 60],
    ['wait=-1', 0],
    ['wait=soon', 0],
    ['await=5', 0],
  ])('reads %j as %d seconds', (header, seconds) => expect(waitSeconds(header)).toBe(seconds));
});
