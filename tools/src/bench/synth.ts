import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatSeconds, type Output, UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { root } from '../workspace/index.ts';
import type { Benchmark } from './benchmark.ts';
import { median, rounded } from './median.ts';

const rounds = 5;
const aimSeconds = 2;

const renderOnce = async (folder: string, signal: AbortSignal): Promise<number> => {
  const began = performance.now();
  const { code, stderr } = await runNode({
    script: join(root, 'apps', 'manifests', 'src', 'main.ts'),
    cwd: root,
    env: { ...process.env, CDK8S_OUTDIR: folder },
    signal,
  });
  signal.throwIfAborted();
  if (code !== 0) throw new UserError(`The manifests could not be rendered:\n${stderr}`);
  return (performance.now() - began) / 1_000;
};

/** How long the manifests of all environments take to render, the start of the process included. */
export const synth: Benchmark = {
  name: 'synth',
  description: `a full render of the manifests of every environment, process start included (aim ${aimSeconds} s): median of ${rounds} rounds after one that does not count`,
  run: async (output: Output, signal: AbortSignal) => {
    const folder = await mkdtemp(join(tmpdir(), 'octollm-synth-'));
    try {
      const seconds: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const took = await renderOnce(folder, signal);
        output.line(
          `${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${formatSeconds(took * 1_000)}`,
        );
        if (round > 0) seconds.push(took);
      }
      const middle = median(seconds);
      return {
        results: { rounds, render_s: rounded(middle) },
        ratios: { render: rounded(aimSeconds / middle) },
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
