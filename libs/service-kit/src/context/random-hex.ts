import { randomFillSync } from 'node:crypto';

/** Asking the system for some bytes costs as much as asking it for many. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** So many random bytes in hexadecimal, 4,096 at most; nobody can foretell them. */
export const randomHex = (bytes: number): string => {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
};
