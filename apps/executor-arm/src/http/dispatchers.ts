import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { Allowlist } from './allowlist.ts';
import { publicLookup, resolveAll } from './public-lookup.ts';

const limits = { connections: 64, keepAliveTimeout: 4_000, maxHeaderSize: 32_768 };

/** The connections of the executor: names are pinned to addresses that were checked, unless the allow-list opens them. */
export class Dispatchers {
  readonly #allowlist: Allowlist;
  readonly #guarded: Agent;
  readonly #open: Agent;

  constructor(allowlist: Allowlist, lookup: LookupFunction = publicLookup(resolveAll)) {
    this.#allowlist = allowlist;
    this.#guarded = new Agent({ ...limits, connect: { lookup, timeout: 10_000 } });
    this.#open = new Agent({ ...limits, connect: { timeout: 10_000 } });
  }

  /** What a URL that was checked is called over. */
  for(url: URL): Agent {
    return this.#allowlist.allows(url) ? this.#open : this.#guarded;
  }

  async close(): Promise<void> {
    await Promise.all([this.#guarded.destroy(), this.#open.destroy()]);
  }
}
