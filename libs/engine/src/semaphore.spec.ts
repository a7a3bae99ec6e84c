import { describe, expect, it } from 'vitest';
import { Semaphore } from './semaphore.ts';

describe('a semaphore', () => {
  it('lets holders in in the order in which they asked', async () => {
    const semaphore = new Semaphore(1);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map((number) =>
        semaphore.run(async () => {
          order.push(number);
          await Promise.resolve();
        }),
      ),
    );
    expect(order).toEqual([1, 2, 3]);
  });

  it('takes its permit back from work that fails', async () => {
    const semaphore = new Semaphore(1);
    await expect(semaphore.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(semaphore.run(async () => 'fine')).resolves.toBe('fine');
  });
});
