import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** As much of a Redis client, or of a client of a Redis Cluster, as scripts need. */
export interface ScriptRunner {
  evalsha(sha1: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
  eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

type Returned = readonly unknown[];

/** A script that Redis runs as one atomic operation; its text is sent only when the server does not have it yet. */
export class LuaScript {
  readonly #text: string;
  readonly #sha1: string;

  constructor(text: string) {
    this.#text = text;
    this.#sha1 = createHash('sha1').update(text).digest('hex');
  }

  /** Runs it. The script must return an array. */
  run(redis: ScriptRunner, keys: readonly string[], args: readonly (string | number)[]): Promise<Returned> {
    const rest = [keys.length, ...keys, ...args] as const;
    return this.#firstBySha1(
      (sha1) => redis.evalsha(sha1, ...rest),
      (text) => redis.eval(text, ...rest),
    );
  }

  /** Runs it, and gives the strings of its array as bytes. */
  runForBytes(
    redis: Pick<Redis, 'callBuffer'>,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<Returned> {
    const rest = [keys.length, ...keys, ...args];
    return this.#firstBySha1(
      (sha1) => redis.callBuffer('EVALSHA', [sha1, ...rest]),
      (text) => redis.callBuffer('EVAL', [text, ...rest]),
    );
  }

  async #firstBySha1(
    bySha1: (sha1: string) => Promise<unknown>,
    byText: (text: string) => Promise<unknown>,
  ): Promise<Returned> {
    try {
      return (await bySha1(this.#sha1)) as Returned;
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return (await byText(this.#text)) as Returned;
    }
  }
}
