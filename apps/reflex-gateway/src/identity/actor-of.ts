import type { Identity } from './identity.ts';

/** Who does something, as the audit of operations names them. */
export const actorOf = ({ keyId, userId }: Identity): string =>
  userId === undefined ? `key:${keyId}` : `user:${userId}`;
