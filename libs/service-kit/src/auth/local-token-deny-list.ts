import { atMost } from '@octollm/resilience';
import { LRUCache } from 'lru-cache';
import type { TokenDenyList } from './token-deny-list.ts';

/** Tokens that are kept; a flood of cancelled calls pushes the oldest ones out. */
const mostTokens = 100_000;
/** A token counts as valid for some seconds after its end, by which clocks may differ. */
const clockToleranceMs = 60_000;

/** A deny-list of this process alone. */
export class LocalTokenDenyList implements TokenDenyList {
  /** Until when tokens are refused, in milliseconds since 1970. */
  readonly #refusedUntil = new LRUCache<string, number>(atMost(mostTokens));

  deny(tokenId: string, expiresAt: Date): Promise<void> {
    const until = expiresAt.getTime() + clockToleranceMs;
    if (until > Date.now()) this.#refusedUntil.set(tokenId, until);
    return Promise.resolve();
  }

  isDenied(tokenId: string): boolean {
    return (this.#refusedUntil.peek(tokenId) ?? 0) > Date.now();
  }

  close(): void {
    this.#refusedUntil.clear();
  }
}
