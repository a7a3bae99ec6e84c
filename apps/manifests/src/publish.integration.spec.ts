import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drift } from './drift.ts';
import { cdk8sOutput, manifests, workspace } from './publish.ts';
import { read } from './read.ts';
import { synth as files } from './synth.ts';

const binaries = join(workspace, 'node_modules/.bin');
const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const synth = (...options: readonly string[]): string =>
  execFileSync(join(binaries, 'cdk8s'), ['synth', '--check-upgrade=false', ...options], {
    cwd: workspace,
    encoding: 'utf8',
    // As npx does: Node of the workspace comes before the one of the machine.
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
  });

describe('`cdk8s synth`', () => {
  it('renders the manifests where they are committed, twice in a row', () => {
    // Otherwise this test would repair what the drift test is there to find.
    expect(drift(read(manifests), files())).toEqual([]);
    synth();
    expect(synth()).toContain('dist/manifests/production/orchestrator/Deployment.orchestrator.yaml');
    expect(read(manifests)).toEqual(files());
    expect(lstatSync(cdk8sOutput).isSymbolicLink()).toBe(true);
  });

  it('renders them to another folder', () => {
    synth('--output', folder);
    expect(lstatSync(folder).isDirectory()).toBe(true);
    expect(read(folder)).toEqual(files());
  });
});
