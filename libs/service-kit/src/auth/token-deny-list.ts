/**
 * The tokens that are refused although they have not expired. It stops a token early: without it a stolen one is of use
 * until its end, which is five minutes away at most.
 */
export interface TokenDenyList {
  /**
   * Refuses a token for as long as it would be valid. This process does so at once; others that share the list within a
   * second and a round trip, or once the list can be reached again. It never rejects.
   * @param tokenId the claim `jti`
   * @param expiresAt when the token expires by itself
   */
  deny(tokenId: string, expiresAt: Date): Promise<void>;
  /** Whether a token is refused, as far as this process has heard. */
  isDenied(tokenId: string): boolean;
  /** Stops listening. */
  close(): void;
}

/** Injects the deny-list of the service. */
export const TOKEN_DENY_LIST = Symbol('octollm.token-deny-list');
