import { type CacheKey, cacheKeyOfId } from '../keys/cache-key.ts';
import { bytesOfVector, vectorOfBytes } from '../values/vector-bytes.ts';

/** A question that was answered: no word of it is kept. */
export interface SemanticRecord {
  /** A keyed digest of what must be equal in another question. */
  readonly guard: string;
  /** Where the answer is. */
  readonly answer: CacheKey;
  /** Of length 1. */
  readonly vector: Float32Array;
}

const guardLength = 22;

/** The guard, two bytes for the length of the id, the id, and the numbers of the vector. */
export const packRecord = ({ guard, answer, vector }: SemanticRecord): Buffer =>
  Buffer.concat([Buffer.from(guard), lengthOf(answer.id), Buffer.from(answer.id), bytesOfVector(vector)]);

const lengthOf = (text: string): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(text.length);
  return bytes;
};

/** Undefined for bytes that `packRecord` did not write. */
export const unpackRecord = (bytes: Buffer): SemanticRecord | undefined => {
  const idStart = guardLength + 2;
  if (bytes.length < idStart) return undefined;
  const vectorStart = idStart + bytes.readUInt16BE(guardLength);
  const answer = cacheKeyOfId(bytes.toString('utf8', idStart, vectorStart));
  const vector = vectorOfBytes(bytes.subarray(vectorStart));
  if (answer === undefined || vector === undefined) return undefined;
  return { guard: bytes.toString('utf8', 0, guardLength), answer, vector };
};
