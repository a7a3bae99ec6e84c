import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../workspace/index.ts';

const Action = z.object({ runs: z.object({ steps: z.tuple([z.object({ run: z.string() })]) }) });
const scriptOf = (name: string): string => {
  const text = readFileSync(join(root, '.github/actions', name, 'action.yaml'), 'utf8');
  return Action.parse(parse(text)).runs.steps[0].run;
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octollm-action-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('The action that lets kubectl into a cluster', () => {
  const Kubeconfig = z.object({
    clusters: z.tuple([z.object({ cluster: z.object({ server: z.string() }) })]),
    users: z.tuple([
      z.object({
        user: z.strictObject({
          exec: z.object({ apiVersion: z.string(), command: z.string(), args: z.array(z.string()) }),
        }),
      }),
    ]),
  });

  it('writes no token down: kubectl asks the run for one when it needs it', () => {
    const env = {
      ...process.env,
      RUNNER_TEMP: folder,
      GITHUB_ENV: join(folder, 'env'),
      GITHUB_WORKSPACE: root,
      SERVER: 'https://cluster.test',
      AUTHORITY: 'PEM',
      AUDIENCE: 'octollm',
    };
    execFileSync('bash', ['-c', scriptOf('cluster')], { env });
    const file = join(folder, 'kubeconfig');
    expect(readFileSync(env.GITHUB_ENV, 'utf8')).toBe(`KUBECONFIG=${file}\n`);
    const { clusters, users } = Kubeconfig.parse(parse(readFileSync(file, 'utf8')));
    expect(clusters[0].cluster.server).toBe('https://cluster.test');
    const { apiVersion, command, args } = users[0].user.exec;
    expect([apiVersion, command]).toEqual(['client.authentication.k8s.io/v1', 'node']);
    expect(args[1]).toBe('octollm');
    expect(existsSync(args[0] ?? '')).toBe(true);
  });
});

describe('The action that migrates', () => {
  /** Runs it with a kubectl whose Job has these conditions. */
  const migrate = (conditions: string) => {
    const file = join(folder, 'kubectl');
    writeFileSync(
      file,
      `#!/bin/sh
case "$*" in
  get\\ job*) echo '${conditions}' ;;
  logs*) echo 'what the migration said' ;;
esac
`,
    );
    chmodSync(file, 0o755);
    const env = { PATH: `${folder}:/usr/bin:/bin`, NAMESPACE: 'octollm-staging', MANIFESTS: 'manifests/x' };
    return spawnSync('bash', ['-c', scriptOf('migrate')], { env, encoding: 'utf8', timeout: 30_000 });
  };

  it('ends when the Job has completed', () => {
    expect(migrate('SuccessCriteriaMet Complete')).toMatchObject({ status: 0, signal: null });
  });

  it('fails as soon as the Job has, and says what the Job said', () => {
    const { status, stdout } = migrate('FailureTarget Failed');
    expect(status).toBe(1);
    expect(stdout).toContain('what the migration said');
  });
});
