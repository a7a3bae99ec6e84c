import { LocalTokenDenyList } from './local-token-deny-list.ts';
import type { TokenDenyList } from './token-deny-list.ts';
import { longestTokenSeconds } from './token-signer.ts';

/** As much of a Redis client as the list needs. */
export interface StreamClient {
  xadd(key: string, ...args: (string | number)[]): Promise<unknown>;
  pexpire(key: string, milliseconds: number): Promise<unknown>;
  xrange(key: string, start: string, end: string, count: 'COUNT', n: number): Promise<[string, string[]][]>;
}

export interface RedisTokenDenyListOptions {
  /** How often the list is read. @default 1,000 */
  readonly refreshMs?: number;
  /** Hears when the list cannot be read or written any more, and why, and when it can again. */
  readonly onChange: (state: 'away' | 'back', error?: unknown) => void;
}

const key = 'octollm:tokens:denied';
const pageSize = 1_000;
/** Denials that wait until the list can be written; the oldest go first. */
const mostUnsent = 10_000;
/** Older entries are of tokens that have expired, whatever the clocks say. */
const keptMs = 2 * longestTokenSeconds * 1_000;

/**
 * A deny-list that processes share: a Redis stream, of which each reads what is new once a second into its memory. Asking
 * it costs no round trip. While Redis is away a process knows what it has heard before and what it denies itself. The
 * stream may be evicted with everything else in a cache: then tokens end when they expire.
 */
export class RedisTokenDenyList implements TokenDenyList {
  readonly #redis: StreamClient;
  readonly #options: RedisTokenDenyListOptions;
  readonly #heard = new LocalTokenDenyList();
  readonly #unsent = new Map<string, Date>();
  #lastEntry = `${Date.now() - keptMs}-0`;
  #timer: NodeJS.Timeout | undefined;
  #isAway = false;
  #isClosed = false;

  constructor(redis: StreamClient, options: RedisTokenDenyListOptions) {
    this.#redis = redis;
    this.#options = options;
  }

  /** Reads what was denied before, and from then on every second. It never rejects. */
  async start(): Promise<void> {
    await this.#refresh();
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.start(), this.#options.refreshMs ?? 1_000).unref();
  }

  async deny(tokenId: string, expiresAt: Date): Promise<void> {
    await this.#heard.deny(tokenId, expiresAt);
    const [oldest] = this.#unsent.keys();
    if (oldest !== undefined && this.#unsent.size >= mostUnsent) this.#unsent.delete(oldest);
    this.#unsent.set(tokenId, expiresAt);
    await this.#trying(() => this.#send(tokenId, expiresAt));
  }

  isDenied(tokenId: string): boolean {
    return this.#heard.isDenied(tokenId);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    await this.#trying(async () => {
      for (const [tokenId, expiresAt] of this.#unsent) await this.#send(tokenId, expiresAt);
      let entries = 0;
      do entries = await this.#readPage();
      while (entries === pageSize);
    });
  }

  async #readPage(): Promise<number> {
    const entries = await this.#redis.xrange(key, `(${this.#lastEntry}`, '+', 'COUNT', pageSize);
    for (const [id, [tokenId, expiresAt]] of entries) {
      this.#lastEntry = id;
      if (tokenId !== undefined) await this.#heard.deny(tokenId, new Date(Number(expiresAt)));
    }
    return entries.length;
  }

  async #send(tokenId: string, expiresAt: Date): Promise<void> {
    await this.#redis.xadd(key, 'MINID', '~', Date.now() - keptMs, '*', tokenId, expiresAt.getTime());
    this.#unsent.delete(tokenId);
    await this.#redis.pexpire(key, keptMs);
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#say(false);
    } catch (error) {
      this.#say(true, error);
    }
  }

  #say(isAway: boolean, error?: unknown): void {
    if (this.#isClosed || this.#isAway === isAway) return;
    this.#isAway = isAway;
    this.#options.onChange(isAway ? 'away' : 'back', error);
  }
}
