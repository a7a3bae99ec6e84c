import { describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';
import { Id } from './primitives.ts';

describe('ids', () => {
  it('are unique over 100,000, and sort by the time they were made', () => {
    const ids = Array.from({ length: 100_000 }, () => newId());
    expect(new Set(ids).size).toBe(100_000);
    expect(ids.toSorted()).toEqual(ids);
    expect(Id.safeParse(ids[0]).success).toBe(true);
  });
});
