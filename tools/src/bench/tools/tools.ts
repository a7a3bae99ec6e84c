import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecuteResponse } from '@octollm/contracts';
import { type Output, Progress, UserError } from '../../output/index.ts';
import { type Stack, startStack } from '../../stack/index.ts';
import { root } from '../../workspace/index.ts';
import type { Benchmark, BenchmarkResult } from '../benchmark.ts';
import { quantile } from '../measure/quantile.ts';
import { median, rounded } from '../median.ts';
import { SlowToolServer } from './slow-tool-server.ts';

const toolCount = 5;
const toolMs = 500;
/** The most that five tools at the same time may take. */
const aimMs = 525;
const parallelCalls = 20;
const sequentialCalls = 3;

/** Runs the tools with so many at the same time and gives the milliseconds from the request to the answer. */
const execute = async (stack: Stack, url: string, parallel: number): Promise<number> => {
  const tools = Array.from({ length: toolCount }, (_, index) => ({
    id: `t${index}`,
    tool: 'http_get',
    args: { url: `${url}${index}` },
  }));
  const began = performance.now();
  const response = await fetch(`${stack.gateway}/execute`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'Fetch.', tools, max_parallel: parallel }),
  });
  const text = await response.text();
  const took = performance.now() - began;
  if (response.status !== 200) throw new UserError(`/execute answered ${response.status}: ${text}`);
  const { results } = JSON.parse(text) as ExecuteResponse;
  if (results.some(({ status }) => status !== 'succeeded'))
    throw new UserError(`A tool did not succeed: ${text}`);
  return took;
};

/** What the same calls take without a platform. */
const bareCalls = async (url: string): Promise<number> => {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: toolCount }, async (_, index) => (await fetch(`${url}${index}`)).text()),
  );
  return performance.now() - began;
};

const repeat = async (
  times: number,
  signal: AbortSignal,
  work: () => Promise<number>,
): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    signal.throwIfAborted();
    took.push(await work());
  }
  return took;
};

const measure = async (
  stack: Stack,
  url: string,
  output: Output,
  signal: AbortSignal,
): Promise<BenchmarkResult> => {
  const first = await execute(stack, url, toolCount);
  output.line(`the first call after the start: ${first.toFixed(1)} ms`);
  const parallel = await repeat(parallelCalls, signal, () => execute(stack, url, toolCount));
  const bare = await repeat(parallelCalls, signal, () => bareCalls(url));
  const sequential = await repeat(sequentialCalls, signal, () => execute(stack, url, 1));
  const middle = median(parallel);
  output.line(
    `five at the same time: median ${middle.toFixed(1)} ms, of which ${(middle - toolMs).toFixed(1)} ms are ours; the same calls without a platform ${median(bare).toFixed(1)} ms`,
  );
  output.line(`one after the other: median ${median(sequential).toFixed(1)} ms`);
  return {
    results: {
      calls: parallelCalls,
      floor_ms: toolMs,
      bare_ms: rounded(median(bare)),
      first_call_ms: rounded(first),
      median_ms: rounded(middle),
      p95_ms: rounded(quantile(parallel, 0.95)),
      overhead_ms: rounded(middle - toolMs),
      sequential_floor_ms: toolCount * toolMs,
      sequential_ms: rounded(median(sequential)),
    },
    ratios: { parallel_tools: rounded(aimMs / middle) },
  };
};

/** How much a full stack adds to five tools that run at the same time. */
export const tools: Benchmark = {
  name: 'tools',
  description: `five ${toolMs} ms tools through POST /execute on a full stack: what is added to the floor of ${toolMs} ms at the same time (aim ${aimMs} ms), and of ${toolCount * toolMs} ms one after the other; medians of ${parallelCalls} and ${sequentialCalls} calls`,
  run: async (output, signal) => {
    const server = new SlowToolServer(toolMs);
    await server.listen();
    const dataFolder = await mkdtemp(join(tmpdir(), 'octollm-bench-'));
    // As root, PostgreSQL runs as another user, who must be able to reach its data.
    await chmod(dataFolder, 0o755);
    try {
      const stack = await startStack({
        root,
        dataFolder,
        environment: { ...process.env, EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*', LOG_LEVEL: 'warn' },
        tracing: false,
        portOffset: randomInt(1_000, 14_000),
        progress: new Progress(output),
        onLine: () => undefined,
        notice: (sentence) => output.line(sentence),
        signal,
      });
      try {
        return await measure(stack, server.url, output, signal);
      } finally {
        await stack.stop();
      }
    } finally {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
