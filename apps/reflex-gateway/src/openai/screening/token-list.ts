import { MemoryVault, type TokenVault } from '@octollm/guardrails';

/** A value that a token stands for, with its type. */
export interface TokenEntry {
  readonly type: string;
  readonly token: string;
  readonly value: string;
}

/** A vault for one call that can say what it holds, so that it can leave the thread in which it was filled. */
export class TokenList implements TokenVault {
  readonly #vault = new MemoryVault();
  readonly #entries = new Map<string, TokenEntry>();

  constructor(entries: readonly TokenEntry[] = []) {
    for (const entry of entries) this.#entries.set(entry.token, entry);
  }

  get entries(): readonly TokenEntry[] {
    return [...this.#entries.values()];
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  tokenFor(type: string, value: string): string {
    const token = this.#vault.tokenFor(type, value);
    this.#entries.set(token, { type, token, value });
    return token;
  }

  valueOf(type: string, token: string): string | undefined {
    const entry = this.#entries.get(token);
    return entry?.type === type ? entry.value : undefined;
  }
}
