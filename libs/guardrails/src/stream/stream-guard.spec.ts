import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../detectors.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import { policyFor } from '../policy/policy-for.ts';
import { MemoryVault } from '../redaction/memory-vault.ts';
import { restore } from '../redaction/restore.ts';
import { screen } from '../screen.ts';
import { createStreamGuard, type StreamGuardOptions } from './stream-guard.ts';

const random = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA3';
const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
const key = ['-----BEGIN PRIVATE KEY-----', body, body, '-----END PRIVATE KEY-----'].join('\n');
const values = [
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '5555555555554444',
  '123-45-6789',
  '123 45 6789',
  '4111. 1111 - 1111/1111',
  '4111  1111\t1111 \u22121111',
  '41 11 11 11 11 11 11 11',
  'ssn 123 45\n6789',
  'order no. 123-45-6789',
  'password is Hunter2!xyz',
  '{"password":"p@ss w0rd 1"}',
  'api_key = "p@ss w0rd 1"',
  'postgres://admin:Sup3rS3cret@db.test/x',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${random}`,
  `sk-proj-${random}`,
  'password=Zx81qq7Lm!',
  'password: "Zx81qq7Lm!"',
  `Authorization: Bearer ${random}`,
  key,
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
  'jo@example.com',
  '201-555-0123',
];
const glue = fc.constantFrom(
  ' ',
  ', ',
  '\n',
  '. ',
  ' is ',
  ' "',
  '; ',
  ' (',
  ') ',
  ' 12 ',
  ' 1',
  '-',
  '👩‍🚀 ',
  'the ferry ',
);
/** Digits of rare scripts are read as digits only in texts that hold other disguises, wherever those stand. */
const withoutRareDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => (digit < '\u0080' ? digit : ''));
const texts = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(...values),
        fc.string({ unit: 'grapheme', maxLength: 12 }).map(withoutRareDigits),
        fc.lorem({ maxCount: 5 }),
      ),
      glue,
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.flat().join(''));

/** Cuts a text everywhere, also between the halves of a surrogate pair. */
const chunksOf = (text: string, sizes: readonly number[]): readonly string[] => {
  const chunks: string[] = [];
  for (let from = 0, index = 0; from < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(text.slice(from, from + size));
    from += size;
  }
  return chunks;
};
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
const checks = ['pii', 'secrets'] as const;

const streamed = (chunks: readonly string[], options: StreamGuardOptions = { checks }) => {
  const guard = createStreamGuard(options);
  const parts = chunks.map((chunk) => guard.push(chunk));
  return { text: parts.join('') + guard.end(), guard, parts };
};

describe('a guard of a stream', () => {
  it('gives what screening the whole text gives, wherever it is cut', () => {
    fc.assert(
      fc.property(texts, sizes, (text, cuts) => {
        expect(streamed(chunksOf(text, cuts)).text).toBe(screen(text, checks).sanitized_text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does so when all types are to be hidden', () => {
    const redactedTypes = new Set(detectors.map(({ type }) => type));
    fc.assert(
      fc.property(texts, sizes, (text, cuts) => {
        const options = { checks, redactedTypes };
        expect(streamed(chunksOf(text, cuts), options).text).toBe(
          screen(text, checks, options).sanitized_text,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds back no more than the last word of prose, and digits while they go on', () => {
    const { parts } = streamed([
      'The fer',
      'ry to ',
      'Moss leaves ',
      'at 4111 ',
      '1111 ',
      '12',
      ' and',
      ' then',
      '.',
    ]);
    expect(parts).toEqual(['The ', 'ferry to ', 'Moss leaves ', 'at ', '', '', '4111 1111 12 ', 'and ', '']);
  });

  it('holds a value in quotation marks back until it ends, or is too long to be found', () => {
    const { parts } = streamed(['{"a": ', '"red ', 'and ', 'blue', '" ', 'ok ']);
    expect(parts).toEqual(['{"a": ', '', '', '', '"red and blue" ', 'ok ']);
    const long = streamed(['a="', ...chunksOf('word '.repeat(30), [5])]).parts;
    expect(long.slice(0, 10).join('')).toBe('');
    expect(long.slice(0, 20).join('')).not.toBe('');
  });

  it('holds a private key back until it ends, and nothing behind what only begins like one', () => {
    const { parts } = streamed(['See ', ...chunksOf(key, [7]), ' ok ']);
    expect(parts.filter((part) => part !== '')).toEqual(['See ', '[private_key] ok ']);
    expect(streamed(['-----BEGIN CERTIFICATE----- ', 'abc ']).parts).toEqual([
      '-----BEGIN CERTIFICATE----- ',
      'abc ',
    ]);
  });

  it('cuts no value where it has to let too long a word out', () => {
    const filling = fc.constantFrom('9', '-', '7 ', 'a', 'xyz/');
    const value = fc.constantFrom(
      ' 4111111111111111 ok',
      ' password=Abc123!xyz9 end',
      ` sk-proj-${random} ok`,
    );
    fc.assert(
      fc.property(filling, value, fc.integer({ min: 23_900, max: 24_100 }), (filled, secret, length) => {
        const text = filled.repeat(length).slice(0, length) + secret;
        expect(streamed(chunksOf(text, [4])).text).toBe(screen(text, checks).sanitized_text);
      }),
      { numRuns: 20 },
    );
  });

  it('hides a value that is too long to be held back, and drops its rest', () => {
    const value = `${random}`.repeat(2_000);
    const { text, parts } = streamed(chunksOf(`password=${value} and more`, [500]));
    expect(text).toBe('password=[credential] and more');
    expect(parts.slice(0, 40).join('')).toBe('');
  });

  it('lets a long word out that is no value, a part at a time', () => {
    const blob = 'aaaaaaaaaa'.repeat(6_000);
    const { text, parts } = streamed(chunksOf(`Look: ${blob} ok`, [1_000]));
    expect(text).toBe(`Look: ${blob} ok`);
    expect(parts.findIndex((part) => part.includes('aaaa'))).toBeLessThan(30);
  });

  it('says at which offsets of the whole stream it found what', () => {
    const text = `${'The ferry leaves. '.repeat(60)}Card 4111 1111 1111 1111, mail jo@example.com, password=Zx81qq7Lm! ok`;
    const { guard } = streamed(chunksOf(text, [3]));
    expect(guard.findings).toEqual(screen(text, checks).findings);
  });

  it('stops before the end of what the policy blocks, and gives nothing more', () => {
    const guard = createStreamGuard({ checks: ['content'] });
    const chunks = 'Sure. Here is how to make a pipe bomb: take a pipe and'.split(/(?<= )/);
    const out = chunks.map((chunk) => guard.push(chunk)).join('');
    expect(out).toBe('Sure. Here is how to make a pipe ');
    expect(guard).toMatchObject({
      isBlocked: true,
      findings: [{ check: 'content', type: 'explosives', start: 14, end: 37 }],
    });
    expect(guard.push('more ') + guard.end()).toBe('');
  });

  it('follows the rules of a policy over texts, also for phrases', () => {
    const policy = policyFor(defaultPolicy, {
      rules: [{ id: 'project', when: { contains: ['blue heron'], direction: 'output' }, action: 'redact' }],
    });
    const text = `${'lorem ipsum '.repeat(100)}the Blue Heron flies. ${'lorem ipsum '.repeat(100)}`;
    for (const size of [1, 5, 64, 5_000])
      expect(streamed(chunksOf(text, [size]), { checks: ['policy'], policy }).text).toBe(
        text.replace('Blue Heron', '[project]'),
      );
  });

  it('keeps channels apart', () => {
    const [first, second] = [createStreamGuard({ checks }), createStreamGuard({ checks })];
    expect(first.push('4111 1111 ') + second.push('1111 1111 ')).toBe('');
    expect([first.end(), second.end()]).toEqual(['4111 1111 ', '1111 1111 ']);
  });

  it('tokenises so that the values can be put back', () => {
    const vault = new MemoryVault();
    const text = 'Mail jo@example.com about 4111 1111 1111 1111 now.';
    const options = { checks, vault, redaction: { mode: 'token', vault }, destination: 'external' } as const;
    const { text: hidden } = streamed(chunksOf(text, [4]), options);
    expect(hidden).not.toContain('jo@');
    expect(restore(hidden, vault)).toBe(text);
  });
});
