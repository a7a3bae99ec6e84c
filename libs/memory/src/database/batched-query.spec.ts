import { UnavailableError } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import { BatchedQuery, type BatchedQueryOptions } from './batched-query.ts';

/** Answers numbers with their squares, a batch when it is told to. */
const squares = (options?: BatchedQueryOptions) => {
  const batches: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const batched = new BatchedQuery(async (asked: readonly number[]) => {
    batches.push(asked);
    await new Promise<void>((resolve) => ends.push(resolve));
    return asked.map((number) => number * number);
  }, options);
  return { batches, batched, end: () => ends.shift()?.() };
};

describe('a batched query', () => {
  it('answers everybody of one turn with one statement, each with their own', async () => {
    const { batches, batched, end } = squares();
    const answers = Promise.all([batched.ask(1), batched.ask(2), batched.ask(3)]);
    await vi.waitFor(() => expect(batches).toEqual([[1, 2, 3]]));
    end();
    expect(await answers).toEqual([1, 4, 9]);
  });

  it('gathers who comes while two statements are on their way', async () => {
    const { batches, batched, end } = squares();
    const answers = [batched.ask(1)];
    await vi.waitFor(() => expect(batches).toHaveLength(1));
    answers.push(batched.ask(2));
    await vi.waitFor(() => expect(batches).toHaveLength(2));
    answers.push(batched.ask(3), batched.ask(4));
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches).toEqual([[1], [2]]);
    end();
    await vi.waitFor(() => expect(batches).toEqual([[1], [2], [3, 4]]));
    end();
    end();
    expect(await Promise.all(answers)).toEqual([1, 4, 9, 16]);
  });

  it('asks for fifty at a time and no more', async () => {
    const { batches, batched, end } = squares();
    const answers = Promise.all(Array.from({ length: 120 }, (_, index) => batched.ask(index)));
    await vi.waitFor(() => expect(batches.map(({ length }) => length)).toEqual([50, 50]));
    end();
    await vi.waitFor(() => expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]));
    end();
    end();
    expect(await answers).toHaveLength(120);
  });

  it('sends one statement after another, as large as it may, where two would wait for each other', async () => {
    const { batches, batched, end } = squares({ mostStatements: 1, mostTogether: 100 });
    const answers = [batched.ask(0)];
    await vi.waitFor(() => expect(batches).toEqual([[0]]));
    answers.push(...Array.from({ length: 110 }, (_, index) => batched.ask(index)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches).toHaveLength(1);
    end();
    await vi.waitFor(() => expect(batches.map(({ length }) => length)).toEqual([1, 100]));
    end();
    await vi.waitFor(() => expect(batches.map(({ length }) => length)).toEqual([1, 100, 10]));
    end();
    expect(await Promise.all(answers)).toHaveLength(111);
  });

  it('fails only those whose own question fails', async () => {
    const batched = new BatchedQuery(async (asked: readonly number[]) => {
      if (asked.includes(13)) throw new RangeError('thirteen');
      return asked;
    });
    const outcomes = await Promise.allSettled([1, 13, 2].map((number) => batched.ask(number)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await batched.ask(3)).toBe(3);
  });

  it('does not ask one by one a database that does not answer', async () => {
    const run = vi.fn<() => Promise<number[]>>(async () => {
      throw new UnavailableError('The database does not answer.');
    });
    const batched = new BatchedQuery<number, number>(run);
    const outcomes = await Promise.allSettled([1, 2, 3].map((number) => batched.ask(number)));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
