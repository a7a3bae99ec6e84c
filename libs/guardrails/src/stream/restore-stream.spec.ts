import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryVault } from '../redaction/memory-vault.ts';
import { restore } from '../redaction/restore.ts';
import { createRestoreStream } from './restore-stream.ts';

const vault = new MemoryVault();
const tokens = ['jo@example.com', 'kari@example.com'].map(
  (value) => `[email:${vault.tokenFor('email', value)}]`,
);
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...tokens, '[', '[email', '[email:', '[[', '[1]', ']'),
      fc.string({ maxLength: 8 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

describe('putting values back into a stream', () => {
  it('gives what it gives for the whole text, wherever that is cut', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 20 }), (text, size) => {
        const stream = createRestoreStream(vault);
        let out = '';
        for (let from = 0; from < text.length; from += size)
          out += stream.push(text.slice(from, from + size));
        expect(out + stream.end()).toBe(restore(text, vault));
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds back nothing but what may be a token', () => {
    const stream = createRestoreStream(vault);
    expect(stream.push('See [1] and ')).toBe('See [1] and ');
    expect(stream.push('mail [email:')).toBe('mail ');
    expect(stream.push('abc')).toBe('');
    expect(stream.push('] now')).toBe('[email:abc] now');
    expect(stream.push(`[${'a'.repeat(65)}`)).toBe(`[${'a'.repeat(65)}`);
    expect(stream.end()).toBe('');
  });
});
