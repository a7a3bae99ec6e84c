import { endianness } from 'node:os';
import type { Embedding } from '@octollm/contracts';

/** A vector as OpenAI's API writes it: its numbers, or in base64 the same as little-endian 32-bit floats. */
export const encodedVector = (
  vector: readonly number[] | Float32Array,
  format: 'float' | 'base64',
): Embedding['embedding'] => {
  if (format === 'float') return [...vector];
  const bytes = Buffer.from(Float32Array.from(vector).buffer);
  return (endianness() === 'LE' ? bytes : bytes.swap32()).toString('base64');
};
