import { mkdtemp, open, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './quantile.ts';

const writes = 200;
/** A page of PostgreSQL's write-ahead log. */
const page = Buffer.alloc(8_192);

/** How long the disk takes to make a page of the log durable: the median in milliseconds. */
const measureSync = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'octollm-sync-'));
  try {
    const file = await open(join(folder, 'log'), 'w');
    const times: number[] = [];
    for (let index = 0; index < writes; index += 1) {
      const began = performance.now();
      await file.write(page, 0, page.length, index * page.length);
      await file.datasync();
      times.push(performance.now() - began);
    }
    await file.close();
    return quantile(times, 0.5);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What the figures depend on besides the contenders. */
export interface Machine {
  readonly cores: number;
  /** Processes that wanted to run in the last minute (getloadavg(3)); others than ours when nothing has begun yet. */
  readonly load: number;
  /** How long the disk of the temporary folder, where PostgreSQL keeps its data, takes to make a page durable. */
  readonly syncMs: number;
}

export const describeMachine = async (): Promise<Machine> => ({
  cores: cpus().length,
  load: loadavg()[0] ?? 0,
  syncMs: await measureSync(),
});

/** Says on what the benchmark runs, and whether it runs alone. */
export const sentenceOn = ({ cores, load, syncMs }: Machine): string => {
  const alone = load < cores / 4 ? '' : ' Others use this machine: the figures are lower than they could be.';
  return `${cores} cores, load ${load.toFixed(2)}, ${syncMs.toFixed(2)} ms to make a page of 8 kB durable.${alone}`;
};
