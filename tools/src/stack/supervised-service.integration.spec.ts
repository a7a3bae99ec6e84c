import { fileURLToPath } from 'node:url';
import { freePort } from '@octollm/local-servers';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnNode } from '../process/index.ts';
import { ServiceStartError, SupervisedService } from './supervised-service.ts';

const stub = fileURLToPath(new URL('fixtures/stub-service.mjs', import.meta.url));
/** A program that ends before it is ready: there is none of that name. */
const missing = fileURLToPath(new URL('fixtures/no-service.mjs', import.meta.url));

let service: SupervisedService | undefined;
afterEach(() => service?.stop());

describe('a supervised service', () => {
  it('comes back after a restart whose first start fails, and is watched again', {
    timeout: 60_000,
  }, async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const notices: string[] = [];
    let program = stub;
    service = new SupervisedService({
      name: 'coder-arm',
      url,
      metricsUrl: url,
      readyUrl: `${url}/health/ready`,
      liveUrl: `${url}/health/live`,
      drainSeconds: 5,
      spawn: () => {
        const child = spawnNode({
          script: program,
          cwd: import.meta.dirname,
          env: { PORT: String(port), HOST: '127.0.0.1' },
        });
        program = stub;
        return child;
      },
      onLine: () => undefined,
      notice: (sentence) => notices.push(sentence),
    });
    await service.start();

    program = missing;
    await expect(service.restart()).rejects.toThrow(ServiceStartError);
    const timesReady = () => notices.filter((notice) => notice.includes('is ready again')).length;
    await expect.poll(timesReady, { timeout: 20_000 }).toBe(1);
    expect(notices[0]).toContain('coder-arm did not become ready. It is started again in 0.25 s.');
    await service.kill();
    await expect.poll(timesReady, { timeout: 20_000 }).toBe(2);
  });
});
