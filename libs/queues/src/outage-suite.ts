import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueConnection } from './connection.ts';
import { until } from './fixtures/until.ts';
import { Handler, useWorkbench } from './fixtures/workbench.ts';

/** A server that can be stopped and started again where it was, with its data. */
export interface RestartableServer {
  connection(): QueueConnection;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What queues and workers do while their backend is away, on every backend. */
export function describeOutages(backend: string, server: RestartableServer): void {
  describe(`while ${backend} is away`, () => {
    const open = useWorkbench(() => server.connection());
    beforeAll(() => server.start());
    afterAll(() => server.stop());

    it('a queue says unavailable, and takes wake-ups again when it is back; a worker goes on', async () => {
      const { queue, work, errors } = open();
      const handler = new Handler();
      await work(handler.handle);
      await queue.add({ id: 'before' });
      await until(() => handler.ended.length === 1);

      await server.stop();
      const start = Date.now();
      await expect(queue.add({ id: 'during' })).rejects.toThrow(UnavailableError);
      await expect(queue.ping()).rejects.toThrow(UnavailableError);
      await expect(queue.waiting()).rejects.toThrow(UnavailableError);
      expect(Date.now() - start).toBeLessThan(3_000);
      await until(() => errors.length > 0);

      await server.start();
      await until(
        () =>
          queue.add({ id: 'after' }).then(
            () => true,
            () => false,
          ),
        20_000,
      );
      await until(() => handler.ended.includes('after'), 20_000);
    });

    it('a queue may be made and a worker is refused, and both work once it is there', async () => {
      await server.stop();
      const { queue, work } = open();
      const handler = new Handler();
      await expect(queue.add({ id: 'a' })).rejects.toThrow(UnavailableError);
      await expect(work(handler.handle)).rejects.toThrow(UnavailableError);
      await server.start();
      await until(
        () =>
          queue.add({ id: 'a' }).then(
            () => true,
            () => false,
          ),
        20_000,
      );
      await work(handler.handle);
      await until(() => handler.ended.length === 1);
    });

    it('everything can be closed, and a worker still waits for what it has in flight', async () => {
      const { queue, work } = open();
      const handler = new Handler();
      const release = handler.hold('a');
      const worker = await work(handler.handle);
      await queue.add({ id: 'a' });
      await until(() => handler.begun.length === 1);
      await server.stop();
      const start = Date.now();
      const closed = worker.close();
      await delay(500);
      release();
      await closed;
      expect(handler.ended).toEqual(['a']);
      await queue.close();
      expect(Date.now() - start).toBeLessThan(10_000);
      await server.start();
    });
  });
}
