import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import { type LimiterStore, openLimiterStore } from '@octollm/resilience';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConcurrencyLimiter } from '../stores/limits.ts';
import { type LimitedStep, StepPermits } from './step-permits.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** A server that answers after a moment and counts how many requests of a kind it has at the same time. */
class ToolServer {
  readonly most = new Map<string, number>();
  readonly #now = new Map<string, number>();
  readonly #server: Server = createServer((request, response) => {
    const kinds = (request.url ?? '/').slice(1).split('/');
    for (const kind of ['all', ...kinds]) this.#count(kind, 1);
    setTimeout(() => {
      for (const kind of ['all', ...kinds]) this.#count(kind, -1);
      response.end();
    }, 15);
  });

  listen = (): Promise<void> => new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  close = (): Promise<void> => new Promise((resolve) => this.#server.close(() => resolve()));

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #count(kind: string, change: number): void {
    const now = (this.#now.get(kind) ?? 0) + change;
    this.#now.set(kind, now);
    this.most.set(kind, Math.max(now, this.most.get(kind) ?? 0));
  }
}

let redis: RunningServer | undefined;
const tools = new ToolServer();
const stores: LimiterStore[] = [];

beforeAll(async () => {
  redis = await startRedis({ root, role: 'cache' });
  await tools.listen();
});
afterAll(async () => {
  for (const store of stores) store.close();
  await tools.close();
  await redis?.stop();
});

/** Permits as one replica has them. */
const openReplica = async (leaseMs?: number): Promise<{ permits: StepPermits; store: LimiterStore }> => {
  // However busy the machine is, no answer is given up that these tests count.
  const store = await openLimiterStore(redis?.url ?? '', {
    answerWithinMs: 60_000,
    onError: () => undefined,
  });
  stores.push(store);
  const permits = new StepPermits({
    limiter: createConcurrencyLimiter(store),
    maxCalls: 12,
    armLimit: (arm) => ({ 'coder-arm': 5, 'executor-arm': 9 })[arm],
    toolLimits: { http_get: 7, shell: 2 },
    onError: () => undefined,
    ...(leaseMs === undefined ? {} : { leaseMs }),
  });
  return { permits, store };
};

const never = new AbortController().signal;

describe('Concurrency limits', () => {
  it('in-flight calls seen by the server never exceed the global or the per-type cap, across two replicas', async () => {
    const replicas = [await openReplica(), await openReplica()];
    const steps: readonly LimitedStep[] = [
      { arm: 'coder-arm', input: {} },
      { arm: 'executor-arm', input: { tool: 'http_get' } },
      { arm: 'executor-arm', input: { tool: 'shell' } },
      { arm: 'guardian-arm', input: {} },
    ];
    const call = async (permits: StepPermits, { arm, input }: LimitedStep): Promise<void> => {
      const release = await permits.acquire({ arm, input }, never);
      const { tool = 'none' } = input as { tool?: string };
      await (await fetch(`${tools.origin}/${arm}/${tool}`)).text();
      release();
    };
    await Promise.all(
      Array.from({ length: 60 }, () =>
        replicas.flatMap(({ permits }) => steps.map((step) => call(permits, step))),
      ).flat(),
    );
    expect(replicas.map(({ store }) => store.failover.decider)).toEqual(['primary', 'primary']);
    const caps = { all: 12, 'coder-arm': 5, 'executor-arm': 9, http_get: 7, shell: 2 };
    const exceeded = Object.entries(caps).filter(([kind, cap]) => (tools.most.get(kind) ?? 0) > cap);
    expect(exceeded).toEqual([]);
    // The limits were met, not merely respected by doing little.
    expect(tools.most.get('all')).toBe(12);
    expect(tools.most.get('shell')).toBe(2);
  });

  it('gives the calls of a lost replica to the others once its leases have ended', async () => {
    const [lost, other] = [await openReplica(400), await openReplica(400)];
    const shell: LimitedStep = { arm: 'executor-arm', input: { tool: 'shell' } };
    for (let n = 0; n < 2; n++) await lost.permits.acquire(shell, never);
    const early = other.permits.acquire(shell, AbortSignal.timeout(100));
    await expect(early).rejects.toThrow('timeout');
    // Without its connection it renews nothing.
    lost.store.close();
    await delay(1);
    const release = await other.permits.acquire(shell, never);
    release();
  });
});
