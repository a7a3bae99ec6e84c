import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { plannerArm, services } from '@octollm/catalogue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StubPlace, type StubRun } from './fixtures/started-stub-stack.ts';

const stubService = readFileSync(new URL('fixtures/stub-service.mjs', import.meta.url), 'utf8');

let place: StubPlace;
let runs: StubRun[] = [];
const started = async (...given: Parameters<StubPlace['started']>): Promise<StubRun> => {
  const run = await place.started(...given);
  runs.push(run);
  return run;
};

beforeAll(async () => {
  place = await StubPlace.make();
});
afterEach(async () => {
  for (const run of runs) run.child.kill('SIGTERM');
  runs = [];
  const left = await place.leftOver();
  if (left.length > 0) throw new Error(`Processes were left behind:\n${left.join('\n')}`);
});
afterAll(() => place.remove());

describe('a running stack', () => {
  let own: StubPlace;
  let run: StubRun;
  beforeAll(async () => {
    own = await StubPlace.make();
    run = await own.started([], { SECRET_OF_MINE: 'x', EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*', TZ: 'UTC' });
  });
  afterAll(async () => {
    run.child.kill('SIGTERM');
    await run.end();
    await own.remove();
  });

  it('gives each service its own variables and nothing else of the environment', async () => {
    const planner = await own.process('planner-arm');
    expect(Object.keys(planner.environment).sort()).toEqual([
      'HOME',
      'HOST',
      'METRICS_PORT',
      'OCTOLLM_ENVIRONMENT',
      'ORCHESTRATOR_PUBLIC_KEY',
      'PATH',
      'PORT',
      'TRACE_FOLDER',
      'TZ',
    ]);
    const executor = await own.process('executor-arm');
    expect(executor.environment['EXECUTOR_HTTP_ALLOWLIST']).toBe('127.0.0.1:*');
    const gateway = await own.process('reflex-gateway');
    expect(gateway.environment['DATABASE_URL']).toMatch(
      /^postgresql:\/\/octollm:.+@127\.0\.0\.1:\d+\/octollm$/,
    );
    expect(gateway.environment['ORCHESTRATOR_SIGNING_KEY']).toBeUndefined();
  });

  it('runs Node with the flags of the catalogue', async () => {
    const { flags } = await own.process('planner-arm');
    expect(plannerArm.nodeFlags).not.toEqual([]);
    expect(flags).toEqual(expect.arrayContaining([...plannerArm.nodeFlags]));
  });

  it('tells where it is in dev.json, which only its owner can read', async () => {
    const dev = await own.dev();
    expect(dev.gateway).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Object.keys(dev.metrics).sort()).toEqual(services.map(({ name }) => name).sort());
    for (const file of ['dev.json', 'secrets.json', 'stack.json', 'vectors.sqlite'])
      expect((await stat(join(own.folder, '.octollm', file))).mode & 0o777).toBe(0o600);
  });

  it('refuses a second start in the same folder', async () => {
    const second = own.run();
    expect(await second.end()).toBe(1);
    const { gateway } = await own.dev();
    expect(second.lines.join('\n')).toContain(`is running at ${gateway} already (process ${run.pid})`);
  });

  it('starts a service that was killed again, and says how it ended', async () => {
    const before = (await own.process('judge-arm')).pid;
    process.kill(before, 'SIGKILL');
    await run.until('judge-arm is ready again');
    expect(run.lines.join('\n')).toContain(
      'judge-arm has ended with SIGKILL. It is started again in 0.25 s.',
    );
    expect((await own.process('judge-arm')).pid).not.toBe(before);
  });

  it('restarts a service that hangs when it is asked to over HTTP, once for all who ask at once', async () => {
    const { pid } = await own.process('coder-arm');
    process.kill(pid, 'SIGSTOP');
    const { url, token } = (await own.dev()).control;
    const ask = () =>
      fetch(`${url}/services/coder-arm/restart`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const now = await own.process('coder-arm');
    expect(now.pid).not.toBe(pid);
    const commands = own.processes().filter((command) => command.includes('/coder-arm/'));
    expect(commands).toHaveLength(1);
    // It was meant, so that it is no crash.
    expect(run.lines.join('\n')).not.toContain('coder-arm has ended');
  });
});

describe('a stack', () => {
  it('keeps its keys over a restart, unless it is asked to begin anew', { timeout: 180_000 }, async () => {
    const keysOf = async (...args: string[]) => {
      const run = await started(args);
      const { keys } = await place.dev();
      run.child.kill('SIGTERM');
      expect(await run.end()).toBe(0);
      return keys;
    };
    const keys = await keysOf();
    expect(await keysOf()).toEqual(keys);
    expect((await keysOf('--fresh')).default).not.toBe(keys.default);
  });

  it('gives a service up that crashes five times, keeps the others running, and starts it when asked', async () => {
    const folder = await StubPlace.make();
    await folder.replaceService(
      'judge-arm',
      `import { createServer } from 'node:http';
       createServer((_request, response) => response.end()).listen(Number(process.env.PORT), process.env.HOST);
       setTimeout(() => process.exit(9), 1_000);`,
    );
    const run = await folder.started();
    await run.until('5 times within a minute');
    expect(run.lines.join('\n')).toContain('judge-arm has ended with exit code 9, 5 times within a minute.');
    const { gateway, control } = await folder.dev();
    expect((await fetch(`${gateway}/health/ready`)).status).toBe(200);
    await folder.replaceService('judge-arm', stubService);
    const headers = { authorization: `Bearer ${control.token}` };
    const restart = fetch(`${control.url}/services/judge-arm/restart`, { method: 'POST', headers });
    expect((await restart).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.end()).toBe(0);
    await folder.remove();
  });

  it('moves to another port when the wanted one is taken', async () => {
    const holder = createServer().listen(8107, '127.0.0.1');
    // Somebody else may hold it already, which is as good.
    await once(holder, 'listening').catch(() => undefined);
    const run = await started();
    expect(run.lines.join('\n')).toMatch(
      /Port 8107 is taken by process \d+ \(.+\): guardian-arm listens on \d+\./,
    );
    holder.close();
  });
});

describe('the end of a stack', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('comes with %s to the process alone', async (signal) => {
    const run = await started();
    run.child.kill(signal);
    expect(await run.end()).toBe(0);
    expect(place.processes()).toEqual([]);
  });

  it('comes with a Ctrl-C that reaches the whole group, and again and again', async () => {
    const run = await started();
    for (let times = 0; times < 3; times += 1) process.kill(-run.pid, 'SIGINT');
    expect(await run.end()).toBe(0);
    expect(run.lines.at(-1)).toBe('Stopped.');
    expect(place.processes()).toEqual([]);
  });

  it('stops callers before those they call', async () => {
    const run = await started();
    const { gateway, metrics } = await place.dev();
    const address = `http://127.0.0.1:${Number(new URL(metrics['planner-arm'] ?? '').port) - 10_000}`;
    const answers = (url: string): Promise<boolean> =>
      fetch(`${url}/health/ready`).then(
        () => true,
        () => false,
      );
    run.child.kill('SIGTERM');
    while (await answers(gateway)) await delay(1);
    // The gateway still finishes its work.
    await delay(200);
    expect(await answers(address)).toBe(true);
    await run.end();
  });

  it.each([150, 300, 500, 700, 1_000, 2_000])(
    'leaves nothing after a SIGKILL %i ms after the start',
    async (ms) => {
      const run = place.run();
      await delay(ms);
      run.child.kill('SIGKILL');
      await run.end();
      expect(await place.leftOver()).toEqual([]);
    },
  );

  it.each([300, 600, 900])('comes with a Ctrl-C %i ms after the start', async (ms) => {
    const run = place.run();
    await delay(ms);
    process.kill(-run.pid, 'SIGINT');
    await run.end();
    expect(await place.leftOver()).toEqual([]);
  });
});

describe('a start that cannot succeed', () => {
  it('names a variable that no service has, and starts nothing', async () => {
    const run = place.run([], { GATEWAY_COLOUR: 'blue' });
    expect(await run.end()).toBe(1);
    expect(run.lines.join('\n')).toContain('GATEWAY_COLOUR is not a variable of any service.');
  });

  it('shows the last lines of a service that does not start, and stops the others', async () => {
    const folder = await StubPlace.make();
    await folder.replaceService('judge-arm', 'console.error("the model is not there"); process.exit(3);');
    const run = folder.run();
    expect(await run.end()).toBe(1);
    expect(run.lines.join('\n')).toContain(
      'judge-arm ended with exit code 3 before it was ready. Its last lines:\nthe model is not there',
    );
    expect(await folder.leftOver()).toEqual([]);
    await folder.remove();
  });

  it('refuses an argument that does not exist', async () => {
    const run = place.run(['--wach']);
    expect(await run.end()).toBe(1);
    expect(run.lines.join('\n')).toContain('npm start knows no --wach. It takes: --fresh, --watch, --help.');
  });
});
