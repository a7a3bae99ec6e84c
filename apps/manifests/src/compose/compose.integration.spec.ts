import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type DebianServer, ensureDebianServer } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspace } from '../publish.ts';
import { renderCompose } from './render-compose.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'octollm-compose-'));
let compose: DebianServer;

beforeAll(async () => {
  compose = await ensureDebianServer('docker-compose', join(workspace, '.octollm/servers'));
  for (const [path, text] of renderCompose()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Has docker-compose read the files as one; it needs no Docker for that. */
const config = (names: readonly string[]) =>
  run(
    '/usr/bin/python3',
    [
      compose.binary,
      ...names.flatMap((name) => ['--file', join(folder, 'compose', name)]),
      'config',
      '--quiet',
    ],
    {
      env: {
        PATH: '/usr/bin:/bin',
        PYTHONPATH: join(dirname(compose.binary), '../lib/python3/dist-packages'),
      },
    },
  );

describe('`docker-compose config`', () => {
  it('accepts the platform in development, and in production with its monitoring', async () => {
    for (const overlays of [['compose.dev.yaml'], ['compose.prod.yaml', 'compose.monitoring.yaml']])
      expect(await config(['compose.yaml', ...overlays])).toEqual({ stdout: '', stderr: '' });
  });

  it('refuses what Compose does not know', async () => {
    writeFileSync(join(folder, 'compose/wrong.yaml'), 'services:\n  a:\n    image: a\n    readonly: true\n');
    await expect(config(['wrong.yaml'])).rejects.toThrow(/readonly/);
  });
});
