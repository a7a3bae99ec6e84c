import { describe, expect, it } from 'vitest';
import { Semaphore } from './semaphore.ts';

const never = new AbortController().signal;
const ticks = () => new Promise((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
  it('lets holders in in the order in which they asked', async () => {
    const semaphore = new Semaphore(1);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (number) => {
        const release = await semaphore.acquire(never);
        order.push(number);
        await ticks();
        release();
      }),
    );
    expect(order).toEqual([1, 2, 3]);
  });

  it('takes a permit back once, however often it is returned', async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(never);
    release();
    release();
    await semaphore.acquire(never);
    let entered = false;
    void semaphore.acquire(never).then(() => {
      entered = true;
    });
    await ticks();
    expect(entered).toBe(false);
  });

  it('lets go whoever is aborted while waiting, and the next one moves up', async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(never);
    const impatient = new AbortController();
    const leaving = semaphore.acquire(impatient.signal);
    const patient = semaphore.acquire(never);
    const reason = new Error('enough');
    impatient.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    release();
    await expect(patient).resolves.toBeTypeOf('function');
  });

  it('gives nothing to one who was aborted before asking', async () => {
    const semaphore = new Semaphore(1);
    await expect(semaphore.acquire(AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
    await expect(semaphore.acquire(never)).resolves.toBeTypeOf('function');
  });
});
