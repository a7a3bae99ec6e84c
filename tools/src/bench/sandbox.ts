import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianServer } from '@octollm/local-servers';
import { type Output, UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { root } from '../workspace/index.ts';
import type { Benchmark, BenchmarkResult } from './benchmark.ts';
import { describeMachine, sentenceOn } from './measure/machine.ts';
import { quantile } from './measure/quantile.ts';
import { rounded } from './median.ts';

const aimMs = 50;
const installed = '/usr/bin/bwrap';

const bubblewrap = async (): Promise<string> =>
  process.env.EXECUTOR_BWRAP ??
  (existsSync(installed)
    ? installed
    : (await ensureDebianServer('bubblewrap', join(root, '.octollm', 'servers'))).binary);

const summarise = (took: Readonly<Record<string, readonly number[]>>, output: Output): BenchmarkResult => {
  const results: Record<string, number> = {};
  for (const [name, times] of Object.entries(took)) {
    const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
    results[`${name}_p50_ms`] = rounded(p50);
    results[`${name}_p95_ms`] = rounded(p95);
    output.line(`${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms over ${times.length} runs`);
  }
  const { bare_true: bare, bubblewrap_shell: sandboxed } = took;
  if (bare === undefined || sandboxed === undefined) {
    output.line('bubblewrap does not start on this machine; npm run sandbox:check says why.');
    return { results, ratios: {} };
  }
  const overhead = quantile(sandboxed, 0.5) - quantile(bare, 0.5);
  output.line(`what bubblewrap adds to the start of a program: p50 ${overhead.toFixed(1)} ms`);
  return {
    results: { ...results, overhead_p50_ms: rounded(overhead) },
    ratios: { overhead: rounded(aimMs / overhead) },
  };
};

/** What it costs to start a program in the executor's sandboxes, next to starting it without one. */
export const sandbox: Benchmark = {
  name: 'sandbox',
  description: `the start of an empty program in each sandbox of the executor, next to a bare process (aim: bubblewrap adds ${aimMs} ms at most, p50)`,
  run: async (output: Output, signal: AbortSignal) => {
    output.line(sentenceOn(await describeMachine()));
    const { code, stdout, stderr } = await runNode({
      script: join(root, 'apps', 'executor-arm', 'src', 'measure', 'main.ts'),
      cwd: root,
      env: { ...process.env, EXECUTOR_BWRAP: await bubblewrap() },
      signal,
    });
    signal.throwIfAborted();
    if (code !== 0) throw new UserError(`The sandboxes could not be measured:\n${stderr}`);
    return summarise(JSON.parse(stdout) as Record<string, number[]>, output);
  },
};
