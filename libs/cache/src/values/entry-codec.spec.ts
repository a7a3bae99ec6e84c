import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFor, secret } from '../fixtures/keys.ts';
import { form, pack } from './entry.ts';
import { EntryCodec } from './entry-codec.ts';
import { ValueCipher } from './value-cipher.ts';

const cipher = new ValueCipher(secret);
const codecs = { open: new EntryCodec(), sealed: new EntryCodec({ cipher }) };
const key = keyFor('question');
const entryOf = (value: Uint8Array | null) => ({ value, stamp: 7, expiresAt: 1_700_000_000_000 });

/** Bytes as they come, and texts that repeat themselves, short and long. */
const values = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 8_000 }))
    .map(([text, times]) => Buffer.from(text.repeat(times))),
);

describe.each(Object.entries(codecs))('an entry for level 2, %s', (_, codec) => {
  it('comes back byte by byte, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const entry = await codec.decode(key, await codec.encode(key, entryOf(value)));
        expect(Buffer.from(value).equals(entry?.value ?? randomBytes(8))).toBe(true);
        expect(entry).toMatchObject({ stamp: 7, expiresAt: 1_700_000_000_000 });
      }),
      { numRuns: 60 },
    );
  });

  it('comes back when it is so long that it is compressed aside', async () => {
    const value = Buffer.from(JSON.stringify(Array.from({ length: 50_000 }, (_item, n) => ({ n }))));
    const bytes = await codec.encode(key, entryOf(value));
    expect(bytes.length).toBeLessThan(value.length / 2);
    expect(value.equals((await codec.decode(key, bytes))?.value ?? randomBytes(8))).toBe(true);
  });

  it('comes back when it says that there is nothing', async () => {
    expect(await codec.decode(key, await codec.encode(key, entryOf(null)))).toEqual(entryOf(null));
  });

  it('is a miss when its bytes are not whole', async () => {
    const bytes = await codec.encode(key, entryOf(Buffer.from('text '.repeat(1_000))));
    for (const length of [0, 5, 17, 30, bytes.length - 1])
      expect(await codec.decode(key, bytes.subarray(0, length))).toBeUndefined();
  });

  it('is not compressed when that would not help: small, random, or a vector', async () => {
    for (const value of [Buffer.alloc(1_000), randomBytes(5_000)])
      expect((await codec.encode(key, entryOf(value))).length).toBeGreaterThanOrEqual(value.length);
    const vector = keyFor('text', 'acme', 'embedding');
    expect((await codec.encode(vector, entryOf(Buffer.alloc(6_000)))).length).toBeGreaterThanOrEqual(6_000);
  });
});

describe('an encrypted entry', () => {
  it('shows nothing of its text, and is written differently each time', async () => {
    const text = Buffer.from('The answer is forty-two. '.repeat(10));
    const [one, two] = [
      await codecs.sealed.encode(key, entryOf(text)),
      await codecs.sealed.encode(key, entryOf(text)),
    ];
    expect(one.includes('forty-two')).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it.each([
    ['another question', keyFor('another')],
    ['another tenant', keyFor('question', 'other')],
  ])('cannot be moved to the key of %s', async (_, other) => {
    const bytes = await codecs.sealed.encode(key, entryOf(Buffer.from('answer')));
    expect(await codecs.sealed.decode(other, bytes)).toBeUndefined();
  });

  it('is a miss when one bit of it was changed', async () => {
    const bytes = await codecs.sealed.encode(key, entryOf(Buffer.from('answer')));
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(await codecs.sealed.decode(key, changed)).toBeUndefined();
    }
  });

  it('is a miss under another secret, and so is one that is not encrypted', async () => {
    const other = new EntryCodec({ cipher: new ValueCipher('another secret of tests') });
    const entry = entryOf(Buffer.from('answer'));
    expect(await other.decode(key, await codecs.sealed.encode(key, entry))).toBeUndefined();
    expect(await codecs.sealed.decode(key, await codecs.open.encode(key, entry))).toBeUndefined();
  });
});

describe('a compressed entry', () => {
  it.each([1, 64])(
    'is a miss when it unpacks to more than is allowed: %s MiB of zeros',
    async (mebibytes) => {
      const payload = zstdCompressSync(Buffer.alloc(mebibytes * 1_024 * 1_024));
      const bomb = pack({ form: form.zstd, stamp: 0, expiresAt: 0, payload });
      const codec = new EntryCodec({ maxValueBytes: 500_000 });
      expect((await codec.decode(key, bomb)) === undefined).toBe(true);
    },
  );
});
