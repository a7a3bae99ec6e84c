import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { QueueConnection } from './connection.ts';
import { until } from './fixtures/until.ts';
import { Handler, useWorkbench } from './fixtures/workbench.ts';

const script = fileURLToPath(new URL('fixtures/crashing-worker.ts', import.meta.url));

/** What becomes of wake-ups when a worker's process is killed, on every backend. */
export function describeCrashes(backend: string, connect: () => QueueConnection): void {
  describe(`a wake-up in ${backend} whose worker was killed`, () => {
    const open = useWorkbench(connect);
    const processes: ChildProcess[] = [];
    afterEach(() => {
      for (const each of processes.splice(0)) each.kill('SIGKILL');
    });

    it('goes to another worker within the lock and one check, together with what came meanwhile', async () => {
      const { queue, name, work } = open();
      // Node runs the TypeScript source by itself.
      const child = spawn(
        process.execPath,
        ['--conditions=@octollm/source', script, JSON.stringify(connect()), name],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      processes.push(child);
      await queue.add({ id: 'a' });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      await queue.add({ id: 'a' });
      const handler = new Handler();
      await work(handler.handle);
      await until(() => handler.ended.length === 2, 20_000);
      expect(handler.ended).toEqual(['a', 'a']);
    });
  });
}
