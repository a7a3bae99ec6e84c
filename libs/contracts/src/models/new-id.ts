import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const bytesPerId = 16;
/** Random bytes for so many ids are asked for at once: the system takes as long over few as over many. */
const pool = new Uint8Array(256 * bytesPerId);
let used = pool.length;

const randomBytes = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
};

let msecs = 0;
/** Counts the ids of a millisecond up from a random number of 31 bits. */
let seq = 0;

/** Makes an id: a UUIDv7 (RFC 9562, section 5.7), so ids sort by the time they were made. */
export const newId = (): string => {
  const random = randomBytes();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
  } else {
    seq = (seq + 1) | 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random, msecs, seq });
};
