import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../../output/index.ts';
import type { Acceptance, AcceptanceLoad, PlatformMeasures, RunningContender } from '../contender.ts';
import { closedLoop } from '../load/closed-loop.ts';
import { openLoop } from '../load/open-loop.ts';
import { BenchClient } from './client.ts';
import { type Platform, type PlatformOptions, startPlatform } from './platform.ts';

const drainPollMs = 200;
const longestDrainMs = 300_000;

/** Measures what only a platform has: an API that accepts tasks, and replicas. */
export class PlatformProbe implements PlatformMeasures {
  readonly #platform: Platform;
  readonly #client: BenchClient;
  readonly #keys: readonly string[];
  readonly #options: PlatformOptions;

  constructor(
    platform: Platform,
    client: BenchClient,
    keys: readonly string[],
    /** How the platform was started. */
    options: PlatformOptions,
  ) {
    this.#platform = platform;
    this.#client = client;
    this.#keys = keys;
    this.#options = options;
  }

  async accept({ perSecond, seconds, inFlight }: AcceptanceLoad): Promise<Acceptance> {
    const others = closedLoop({ inFlight, ms: seconds * 1_000 }, () => this.#client.solve());
    const acceptance = await openLoop({ perSecond, seconds }, () => this.#client.accept());
    await others;
    await this.#drain();
    return acceptance;
  }

  async withReplica<Result>(work: (both: RunningContender) => Promise<Result>): Promise<Result> {
    const replica = await startPlatform({ ...this.#options, replicaOf: this.#platform });
    const client = new BenchClient([this.#platform.gateway, replica.gateway], this.#keys);
    const both: RunningContender = {
      run: (load) => closedLoop(load, () => client.solve()),
      pids: () => [...this.#platform.pids(), ...replica.pids()],
      stop: () => Promise.resolve(client.close()),
    };
    try {
      return await work(both);
    } finally {
      await both.stop();
      await replica.stop();
    }
  }

  async #drain(): Promise<void> {
    const until = performance.now() + longestDrainMs;
    while (!(await this.#client.isIdle())) {
      if (performance.now() > until)
        throw new UserError(`Tasks are left ${longestDrainMs / 1_000} s after the last was submitted.`);
      await sleep(drainPollMs);
    }
  }
}
