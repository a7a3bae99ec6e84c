import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Output } from '../output/index.ts';
import type { Benchmark } from './benchmark.ts';
import { median } from './median.ts';
import { runBenchmark } from './run-benchmark.ts';

const quick: Benchmark = {
  name: 'quick',
  description: 'takes no time',
  run: () => Promise.resolve({ results: { ready_s: 2 }, ratios: { ready: 5 } }),
};
const flagged: Benchmark = {
  name: 'flagged',
  description: 'takes flags',
  flags: '--rounds 3  so many rounds',
  run: (_output, _signal, args) => Promise.resolve({ results: { flags: args.length }, ratios: {} }),
};
const run = async (...args: readonly string[]) => {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const output = new Output(stream as NodeJS.WriteStream);
  const code = await runBenchmark(args, [quick, flagged], new AbortController().signal, output);
  return { code, lines: written.join('').trimEnd().split('\n') };
};

describe('npm run bench', () => {
  it('ends with one line of JSON', async () => {
    const { code, lines } = await run('quick');
    expect(code).toBe(0);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      name: 'quick',
      results: { ready_s: 2 },
      ratios: { ready: 5 },
    });
  });

  it('lists the benchmarks when none is named', async () => {
    expect((await run()).lines.join('\n')).toContain('npm run bench -- quick    takes no time');
  });

  it('hands flags to a benchmark that takes some, and lists them', async () => {
    expect(JSON.parse((await run('flagged', '--rounds', '1')).lines.at(-1) ?? '')).toMatchObject({
      results: { flags: 2 },
    });
    expect((await run()).lines).toContain('      --rounds 3  so many rounds');
    await expect(run('quick', '--rounds')).rejects.toThrow('quick takes no --rounds');
  });

  it('refuses a name that does not exist and lists those that do', async () => {
    await expect(run('quik')).rejects.toThrow(/no benchmark quik\. There are:\n.*quick/);
  });
});

describe('the median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 10])).toBe(3);
    expect(() => median([])).toThrow('no median of nothing');
  });
});
