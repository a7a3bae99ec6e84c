import { createHash } from 'node:crypto';

/** As much of a Redis client, or of a client of a Redis Cluster, as scripts need. */
export interface ScriptRunner {
  evalsha(sha1: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
  eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

/** A script that Redis runs as one atomic operation; its text is sent only when the server does not have it yet. */
export class LuaScript {
  readonly #text: string;
  readonly #sha1: string;

  constructor(text: string) {
    this.#text = text;
    this.#sha1 = createHash('sha1').update(text).digest('hex');
  }

  /** Runs it. The script must return an array. */
  async run(
    redis: ScriptRunner,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<readonly unknown[]> {
    try {
      return (await redis.evalsha(this.#sha1, keys.length, ...keys, ...args)) as readonly unknown[];
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return (await redis.eval(this.#text, keys.length, ...keys, ...args)) as readonly unknown[];
    }
  }
}
