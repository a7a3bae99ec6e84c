import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../detectors.ts';
import { scan } from '../scan.ts';
import { screen } from '../screen.ts';
import { MemoryVault } from './memory-vault.ts';
import { redact } from './redact.ts';
import type { Redaction } from './redaction.ts';
import { restore } from './restore.ts';

const checks = ['pii', 'secrets'] as const;
const redactedTypes = new Set(detectors.map(({ type }) => type));
const text = 'Mail jo@example.com, card 4111 1111 1111 1111.';
const redacted = (redaction: Redaction, of = text) =>
  screen(of, checks, { redactedTypes, redaction }).sanitized_text;

describe('redaction', () => {
  it('masks with the type', () => {
    expect(redacted({ mode: 'mask' })).toBe('Mail [email], card [payment_card].');
  });

  it('removes', () => {
    expect(redacted({ mode: 'remove' })).toBe('Mail , card .');
  });

  it('shows the last four characters, and none of a short value', () => {
    expect(redacted({ mode: 'partial' })).toBe(`Mail ${'*'.repeat(10)}.com, card ${'*'.repeat(15)}1111.`);
    expect(redacted({ mode: 'partial' }, 'from 9.9.9.9')).toBe('from *******');
  });

  it('hashes with a key: equal values alike, other keys and types differently', () => {
    const hash = (key: string, of: string) => redacted({ mode: 'hash', key }, of);
    expect(hash('k', 'to jo@example.com')).toMatch(/^to \[email#[a-p]{32}\]$/);
    expect(hash('k', 'to jo@example.com')).toBe(hash('k', 'to jo@example.com'));
    expect(hash('k', 'to jo@example.com')).not.toBe(hash('l', 'to jo@example.com'));
    expect(hash('k', 'to jo@example.com')).not.toBe(hash('k', 'to jp@example.com'));
  });

  it('puts tokens that its own vault and no other turns back', () => {
    const vault = new MemoryVault();
    const hidden = redacted({ mode: 'token', vault });
    expect(hidden).toMatch(/^Mail \[email:[a-p]{20}\], card \[payment_card:[a-p]{20}\]\.$/);
    expect(restore(hidden, vault)).toBe(text);
    expect(restore(hidden, new MemoryVault())).toBe(hidden);
    expect(restore(hidden.replace('email', 'phone_number'), vault)).not.toContain('jo@example.com');
  });

  it('lets nobody see the types that are not allowed', () => {
    const vault = new MemoryVault();
    const hidden = redacted({ mode: 'token', vault });
    const restored = restore(hidden, vault, new Set(['email']));
    expect(restored).toContain('jo@example.com');
    expect(restored).not.toContain('4111');
    expect(restore(hidden, vault, new Set())).toBe(hidden);
  });

  it('does not look for tokens in what it restores', () => {
    const vault = new MemoryVault();
    const inner = `[email:${vault.tokenFor('email', 'jo@example.com')}]`;
    const outer = `[badge:${vault.tokenFor('badge', inner)}]`;
    expect(restore(outer, vault)).toBe(inner);
  });

  it('replaces findings that overlap or come in any order once, and leaves nothing of them', () => {
    const finding = (type: string, start: number, end: number) =>
      ({ check: 'pii', type, severity: 'medium', start, end }) as const;
    const findings = [finding('b', 8, 10), finding('a', 2, 6), finding('a', 3, 4), finding('a', 5, 7)];
    expect(redact('0123456789', findings)).toBe('01[a]7[b]');
  });

  it('shows whole characters', () => {
    const rocket = '\u{1f680}';
    const value = rocket.repeat(12);
    const found = [{ check: 'pii', type: 'x', severity: 'low', start: 0, end: value.length }] as const;
    expect(redact(value, found, { mode: 'partial' })).toBe(`${'*'.repeat(8)}${rocket.repeat(4)}`);
  });

  it('gives a value one token', () => {
    const vault = new MemoryVault();
    const both = redacted({ mode: 'token', vault }, 'jo@example.com jo@example.com').split(' ');
    expect(both[0]).toBe(both[1]);
  });
});

const values = [
  'Dear Marta Lindqvist',
  'My name is Ngozi Okafor',
  'lives at 14 Crown Street, Springfield, IL 62704',
  'Storgata 12, 0184 Oslo',
  'based in Canada',
  'on 2024-05-17 10:15',
  'aged 45',
  'ZIP: 90210',
  'https://example.com/~jo',
  'Acme Widgets Inc',
  'norwegian',
  'jo@example.com',
  '4111 1111 1111 1111',
  '123-45-6789',
  '912-70-1234',
  '201-555-0123',
  '+47 22 22 55 55',
  '203.0.113.7',
  '2001:db8::8a2e:370:7334',
  '00:1a:2b:3c:4d:5e',
  'GB82 WEST 1234 5698 7654 32',
  'routing 021000021',
  'account number 000123456789',
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  'passport AB1234567',
  'MRN: 00123456',
  'DOB: 04/12/1987',
  'password=Zx81qq7Lm',
];
const glue = fc.constantFrom(' ', ', ', '\n', '. ', ' is ', ' "', ' (', ') ', '[email] ');
const texts = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 8 })), glue), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.flat().join(''));
const modes = fc.constantFrom<Redaction>(
  { mode: 'mask' },
  { mode: 'partial' },
  { mode: 'remove' },
  { mode: 'hash', key: 'k' },
  { mode: 'token', vault: new MemoryVault() },
);

describe('redaction of any text in any mode', () => {
  it('leaves nothing that would be found again, so doing it twice changes nothing', () => {
    fc.assert(
      fc.property(texts, modes, (of, redaction) => {
        const once = redacted(redaction, of);
        expect(scan(once, checks)).toEqual([]);
        expect(redacted(redaction, once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds spans within the text, in order, without overlaps, and knows how sure they are', () => {
    fc.assert(
      fc.property(texts, (of) => {
        let from = 0;
        for (const { start, end, confidence } of scan(of, checks)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(confidence).toBeGreaterThan(0);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(of.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('restores the very text, whatever was in it', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const vault = new MemoryVault();
        expect(restore(redact(of, scan(of, checks), { mode: 'token', vault }), vault)).toBe(of);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no value behind when everything that overlaps is hidden', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const findings = scan(of, checks);
        const hidden = redact(of, findings, { mode: 'remove' });
        expect(hidden).toHaveLength(
          of.length - findings.reduce((sum, { start, end }) => sum + end - start, 0),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each(values)('finds %s whatever harmless sentences stand around it', (value) => {
    const alone = scan(value, checks);
    const before = 'The ferry to Moss leaves in the morning. ';
    const around = scan(`${before}${value} And it is blue.`, checks);
    expect(alone).toHaveLength(1);
    expect(around.map(({ type, start, end }) => [type, start - before.length, end - before.length])).toEqual(
      alone.map(({ type, start, end }) => [type, start, end]),
    );
  });
});
