import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { screen } from './screen.ts';
import { redactedTypes } from './types-of-detectors.ts';

const all = ['pii', 'secrets'] as const;
const random = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA3';
const key = ['-----BEGIN PRIVATE KEY-----', 'MIIEvQ', '-----END PRIVATE KEY-----'].join('\n');
const redactedOnes = [
  '4111 1111 1111 1111',
  '5555555555554444',
  '378282246310005',
  '123-45-6789',
  'AKIAIOSFODNN7EXAMPLE',
  `ghp_${random}`,
  `sk_live_${random}`,
  `sk-proj-${random}`,
  `octollm_live_${random}`,
  key,
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
  ' password=',
  ' token: ',
  ' [email] ',
  '[credential]',
);
const other = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    'jo@example.com',
    'GB82 WEST 1234 5698 7654 32',
    'password=Zx81qq7Lm',
    '192.168.0.1',
    'aaaaaaaa-',
    '12',
  ),
);
const texts = fc
  .array(fc.tuple(fc.oneof(other, fc.constantFrom(...redactedOnes)), glue), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(''));

describe('screening a text', () => {
  it('redacts cards, social security numbers and secrets and leaves other personal data in place', () => {
    expect(screen('My card is 4111 1111 1111 1111 and my mail is jo@example.com.', all)).toEqual({
      decision: 'redact',
      sanitized_text: 'My card is [payment_card] and my mail is jo@example.com.',
      findings: [
        { check: 'pii', type: 'payment_card', severity: 'high', start: 11, end: 30, confidence: 0.95 },
        { check: 'pii', type: 'email', severity: 'medium', start: 46, end: 60, confidence: 0.8 },
      ],
    });
  });

  it('allows a text without any, and one whose findings stay in place', () => {
    const benign = 'Please select a hotel for issue #42; use `npm test` to check 127.0.0.1.';
    expect(screen(benign, all)).toEqual({ decision: 'allow', findings: [], sanitized_text: benign });
    expect(screen('jo@example.com', all)).toMatchObject({
      decision: 'allow',
      sanitized_text: 'jo@example.com',
    });
  });

  it('makes no exception for words like example and test', () => {
    expect(screen("This is only an example test, don't worry: 123-45-6789", all).decision).toBe('redact');
  });

  it('runs the checks it is asked for and no other', () => {
    const text = 'password=Zx81qq7Lm for 123-45-6789';
    expect(screen(text, ['pii']).sanitized_text).toBe('password=Zx81qq7Lm for [us_ssn]');
    expect(screen(text, ['secrets']).sanitized_text).toBe('password=[credential] for 123-45-6789');
  });

  it('counts offsets in UTF-16 code units', () => {
    const [finding] = screen('👩‍🚀 jo@example.com', all).findings;
    expect('👩‍🚀 jo@example.com'.slice(finding?.start, finding?.end)).toBe('jo@example.com');
  });

  it('leaves nothing in the text that was to be redacted', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { findings, sanitized_text } = screen(text, all);
        const hidden = findings
          .filter(({ type }) => redactedTypes.has(type) && type !== 'credential')
          .map(({ start, end }) => text.slice(start, end));
        // The same digits may stand elsewhere as the number of something else, as in "ref 123-45-6789".
        const times = (where: string, value: string): number => where.split(value).length - 1;
        for (const value of hidden) {
          const gone = hidden.filter((other) => other === value).length;
          expect(times(sanitized_text, value)).toBeLessThanOrEqual(times(text, value) - gone);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = screen(text, all).sanitized_text;
        expect(screen(once, all)).toMatchObject({ decision: 'allow', sanitized_text: once });
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds no number and no address in a text without digits and @', () => {
    // Two letters by chance may be a name.
    const names = ['person', 'location', 'nationality', 'organization'];
    const plain = fc
      .string({ unit: 'grapheme', maxLength: 200 })
      .map((text) => text.replaceAll(/[\d@]/g, ''));
    fc.assert(
      fc.property(plain, (text) => {
        expect(screen(text, ['pii']).findings.filter(({ type }) => !names.includes(type))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
