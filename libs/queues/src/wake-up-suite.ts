import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { QueueConnection } from './connection.ts';
import { until } from './fixtures/until.ts';
import { Handler, useWorkbench } from './fixtures/workbench.ts';

/**
 * What wake-ups do on every backend.
 * @param connect - gives the backend; the tests share it and use queues of their own.
 */
export function describeWakeUps(backend: string, connect: () => QueueConnection): void {
  describe(`wake-ups in ${backend}`, () => {
    const open = useWorkbench(connect);

    it('are handed to a worker with their payload, and are gone then', async () => {
      const { queue, work, errors } = open();
      const seen: unknown[] = [];
      await work(async (payload) => void seen.push(payload));
      await queue.add({ id: 'a', note: 'ä' });
      await queue.add({ id: 'b' });
      await until(() => seen.length === 2);
      expect(seen).toContainEqual({ id: 'a', note: 'ä' });
      expect(seen).toContainEqual({ id: 'b' });
      expect(await queue.waiting()).toBe(0);
      expect(errors).toEqual([]);
    });

    it('are told of by their state', async () => {
      const { queue, work } = open();
      expect(await queue.state()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0, oldestSeconds: 0 });
      await queue.add({ id: 'later' }, { delayMs: 60_000 });
      await queue.add({ id: 'a' });
      await queue.add({ id: 'b' }, { priority: 'low' });
      const waiting = await queue.state();
      expect(waiting).toMatchObject({ waiting: 2, active: 0, delayed: 1 });
      expect(waiting.oldestSeconds).toBeGreaterThan(0);
      const handler = new Handler();
      const release = handler.hold('a');
      await work(handler.handle);
      await until(async () => handler.ended.includes('b') && (await queue.state()).active === 1);
      const working = await queue.state();
      release();
      expect(working).toMatchObject({ waiting: 0, active: 1, delayed: 1, oldestSeconds: 0 });
    });

    it('are as old as the oldest of them, although others go first', async () => {
      const { queue } = open();
      const began = Date.now();
      await queue.add({ id: 'old' }, { priority: 'low' });
      await delay(300);
      // More than are looked at behind a place: the old one has to be looked for.
      for (let n = 0; n < 6; n += 1) await queue.add({ id: `new-${n}` }, { priority: 'high' });
      await queue.add({ id: 'other' });
      const { oldestSeconds } = await queue.state();
      expect(oldestSeconds).toBeGreaterThanOrEqual(0.29);
      expect(oldestSeconds).toBeLessThanOrEqual((Date.now() - began) / 1_000);
    });

    it('are added once for each id while they wait', async () => {
      const { queue, work } = open();
      await Promise.all(Array.from({ length: 20 }, () => queue.add({ id: 'same' })));
      await queue.add({ id: 'other' });
      expect(await queue.waiting()).toBe(2);
      const handler = new Handler();
      await work(handler.handle);
      await until(() => handler.ended.length === 2);
      await delay(100);
      expect(handler.begun.toSorted()).toEqual(['other', 'same']);
    });

    it('lead to one more run when they come while the job runs, however many they are', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const release = handler.hold('a');
      await work(handler.handle);
      await queue.add({ id: 'a' });
      await until(() => handler.begun.length === 1);
      await Promise.all(Array.from({ length: 5 }, () => queue.add({ id: 'a' })));
      await delay(100);
      // Not at the same time as the run that goes on: it would find the task's lease taken and do nothing.
      expect(handler.begun).toEqual(['a']);
      release();
      await until(() => handler.ended.length === 2);
      await delay(100);
      expect(handler.begun).toEqual(['a', 'a']);
    });

    it('lead to one more run for every run they come in, again and again', async () => {
      const { queue, work } = open();
      let runs = 0;
      await work(async () => {
        runs += 1;
        if (runs < 20) await queue.add({ id: 'a' });
      });
      await queue.add({ id: 'a' });
      await until(() => runs === 20);
      await delay(100);
      expect(runs).toBe(20);
    });

    it('are never lost between the end of a run and the next', async () => {
      const { queue, work } = open();
      let written = 0;
      let read = 0;
      await work(async () => {
        const found = written;
        await delay(1);
        read = Math.max(read, found);
      });
      for (let round = 0; round < 300; round += 1) {
        written += 1;
        await queue.add({ id: 'a' });
      }
      await until(() => read === 300);
      // The last run may be followed by one more, which finds nothing new.
      await vi.waitFor(async () => expect(await queue.waiting()).toBe(0), 30_000);
    });

    it('come back later when the run itself asks for it', async () => {
      const { queue, work } = open();
      const times: number[] = [];
      await work(async () => {
        times.push(Date.now());
        if (times.length === 1) await queue.add({ id: 'a' }, { delayMs: 300 });
      });
      await queue.add({ id: 'a' });
      await until(() => times.length === 2);
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(290);
    });

    it('may come again after their job has ended, and after it has failed', async () => {
      const { queue, work, errors } = open();
      let runs = 0;
      await work(async () => {
        runs += 1;
        if (runs === 1) throw new Error('the first run fails');
      });
      for (const wanted of [1, 2, 3]) {
        await queue.add({ id: 'a' });
        await until(() => runs === wanted);
      }
      await until(() => errors.length > 0);
      expect(errors.map(({ message }) => message)).toEqual(['the first run fails']);
      expect(await queue.waiting()).toBe(0);
    });

    it('that came during a run which fails lead to another run', async () => {
      const { queue, work } = open();
      let runs = 0;
      await work(async () => {
        runs += 1;
        if (runs > 1) return;
        await queue.add({ id: 'a' });
        throw new Error('fails');
      });
      await queue.add({ id: 'a' });
      await until(() => runs === 2);
      expect(await queue.waiting()).toBe(0);
    });

    it('go to workers by their priority, and in the order in which they came', async () => {
      const { queue, work } = open();
      await queue.add({ id: 'low-1' }, { priority: 'low' });
      await queue.add({ id: 'medium-1' });
      await queue.add({ id: 'critical-1' }, { priority: 'critical' });
      await queue.add({ id: 'low-2' }, { priority: 'low' });
      await queue.add({ id: 'high-1' }, { priority: 'high' });
      await queue.add({ id: 'medium-2' }, { priority: 'medium' });
      await queue.add({ id: 'critical-2' }, { priority: 'critical' });
      expect(await queue.waiting()).toBe(7);
      const handler = new Handler();
      await work(handler.handle, 1);
      await until(() => handler.ended.length === 7);
      expect(handler.ended).toEqual([
        'critical-1',
        'critical-2',
        'high-1',
        'medium-1',
        'medium-2',
        'low-1',
        'low-2',
      ]);
    });

    it('wait as long as they are told to, and are not due until then', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      await work(handler.handle);
      await queue.add({ id: 'later' }, { delayMs: 400 });
      await queue.add({ id: 'now' });
      await until(() => handler.ended.length === 1);
      expect(await queue.waiting()).toBe(0);
      await until(() => handler.ended.length === 2);
      expect(handler.ended).toEqual(['now', 'later']);
    });

    it('are brought forward by one without a delay, and not put off by one with a longer delay', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      await work(handler.handle);
      await queue.add({ id: 'a' }, { delayMs: 60_000 });
      await queue.add({ id: 'a' });
      await until(() => handler.ended.length === 1);
      await queue.add({ id: 'b' }, { delayMs: 300 });
      await queue.add({ id: 'b' }, { delayMs: 60_000 });
      await until(() => handler.ended.length === 2, 2_000);
      await delay(100);
      expect(handler.begun).toEqual(['a', 'b']);
    });

    it('are worked on as many at a time as allowed', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const releases = ids.map((id) => handler.hold(id));
      await work(handler.handle, 3);
      for (const id of ids) await queue.add({ id });
      await until(() => handler.begun.length === 3);
      await delay(100);
      expect(handler.begun).toHaveLength(3);
      for (const release of releases) release();
      await until(() => handler.ended.length === 5);
      expect(handler.begun.toSorted()).toEqual(ids);
    });

    it('are worked on by more at a time as soon as it may be more, even when all places are taken', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const releases = ids.map((id) => handler.hold(id));
      const worker = await work(handler.handle, 1);
      for (const id of ids) await queue.add({ id });
      await until(() => handler.begun.length === 1);
      await delay(100);
      expect(handler.begun).toEqual(['a']);
      worker.limit(3);
      await until(() => handler.begun.length === 3);
      await delay(100);
      expect(handler.begun).toEqual(['a', 'b', 'c']);
      expect(worker.inFlight).toBe(3);
      worker.limit(5);
      await until(() => handler.begun.length === 5);
      for (const release of releases) release();
      await until(() => handler.ended.length === 5);
      await until(() => worker.inFlight === 0);
    });

    it('are worked on by fewer at a time once those in flight have ended', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      const releases = ids.map((id) => handler.hold(id));
      const worker = await work(handler.handle, 3);
      for (const id of ids) await queue.add({ id });
      await until(() => handler.begun.length === 3);
      worker.limit(1);
      releases[0]?.();
      releases[1]?.();
      await until(() => handler.ended.length === 2);
      await delay(200);
      expect(handler.begun).toHaveLength(3);
      releases[2]?.();
      await until(() => handler.begun.length === 4);
      await delay(200);
      expect(handler.begun).toHaveLength(4);
      for (const release of releases) release();
      await until(() => handler.ended.length === 6);
    });

    it('come to a worker that runs from its start to its end', async () => {
      const { work } = open();
      const worker = await work(async () => undefined);
      expect(worker.running).toBe(true);
      await worker.close();
      expect(worker.running).toBe(false);
    });

    it('are shared by two workers, each with one of them', async () => {
      const { queue, work } = open();
      const handlers = [new Handler(), new Handler()];
      for (const handler of handlers)
        await work(async (wakeUp) => {
          await delay(5);
          await handler.handle(wakeUp);
        }, 2);
      const ids = Array.from({ length: 60 }, (_, index) => `${index}`.padStart(2, '0'));
      await Promise.all(ids.map((id) => queue.add({ id })));
      const all = () => handlers.flatMap(({ ended }) => ended);
      await until(() => all().length >= 60);
      await delay(100);
      expect(all().toSorted()).toEqual(ids);
      for (const { ended } of handlers) expect(ended.length).toBeGreaterThan(0);
    });

    it('in flight are finished before a worker closes, and the others wait for the next', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const release = handler.hold('a');
      const first = await work(handler.handle, 1);
      await queue.add({ id: 'a' });
      await until(() => handler.begun.length === 1);
      await queue.add({ id: 'b' });
      const closed = first.close();
      await delay(100);
      expect(handler.ended).toEqual([]);
      release();
      await closed;
      expect(handler.ended).toEqual(['a']);
      expect(await queue.waiting()).toBe(1);
      await work(handler.handle, 1);
      await until(() => handler.ended.length === 2);
      expect(handler.ended).toEqual(['a', 'b']);
    });

    it('reach a worker at once that has been waiting for them', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      await work(handler.handle);
      await delay(300);
      const start = Date.now();
      await queue.add({ id: 'a' });
      await until(() => handler.ended.length === 1);
      expect(Date.now() - start).toBeLessThan(1_000);
    });

    it('answer a ping, and closing twice does no harm', async () => {
      const { queue, work } = open();
      await expect(queue.ping()).resolves.toBeUndefined();
      const worker = await work(async () => undefined);
      await worker.close();
      await worker.close();
      await queue.close();
      await queue.close();
    });
  });
}
