import { Sink, ValidationLevel } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attacks } from './attacks.fixture.ts';
import { benign } from './benign.fixture.ts';
import { disguises } from './encoded.fixture.ts';
import { validateInput } from './validate-input.ts';

const listed = Object.entries(attacks).flatMap(([sink, texts]) =>
  texts.map((text) => ({ sink: Sink.parse(sink), text })),
);
const levels = ValidationLevel.options;
const rulesFor = (text: string, sink: Sink, level: ValidationLevel = 'moderate') =>
  validateInput(text, { sink, level }).findings.map(({ rule }) => rule);

describe('attacks', () => {
  it.each(listed)('are blocked at moderate and strict in $sink: $text', ({ sink, text }) => {
    for (const level of ['moderate', 'strict'] as const)
      expect(validateInput(text, { sink, level }).allowed).toBe(false);
  });

  it.each(Object.keys(disguises))('are blocked in %s', (name) => {
    const hide = disguises[name] ?? String;
    const passed = listed
      .filter(({ sink }) => sink !== 'prompt')
      .filter(({ text, sink }) =>
        (['moderate', 'strict'] as const).some((level) => validateInput(hide(text), { sink, level }).allowed),
      );
    expect(passed).toEqual([]);
  });

  it.each([
    ['..%c0%af..%c0%afetc', 'overlong_character'],
    ['..%e0%80%af..%e0%80%afx', 'leaves_far'],
    ['\uff0e\uff0e\uff0f\uff0e\uff0e\uff0fx', 'leaves_far'],
    ['..\u2215..\u2215x', 'leaves_far'],
    ['%%32%65%%32%65/%%32%65%%32%65/x', 'leaves_far'],
  ])('are seen through forms that only some programs read: %s', (text, rule) => {
    expect(rulesFor(text, 'path', 'permissive')).toContain(rule);
  });

  it('are seen in base64 when they are attacks whatever stands around them, and syntax there is none', () => {
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    expect(rulesFor(encoded('../../../../etc/passwd'), 'path', 'permissive')).toContain('leaves_far');
    expect(rulesFor(encoded('one; two | three "four"'), 'shell', 'strict')).toEqual([]);
  });

  it('are not let through because they are encoded too often to be read', () => {
    let text = '../../x';
    for (let depth = 0; depth < 12; depth += 1) text = text.replaceAll('%', '%25').replaceAll('/', '%2f');
    expect(rulesFor(text, 'path', 'permissive')).toContain('deep_encoding');
  });
});

describe('the addresses that a tool is to call', () => {
  it.each([
    'https://example.com/?id=1;DROP%20TABLE%20users',
    'https://example.com/?f=php://filter/read=string.rot13/resource=x',
    'https://example.com/?u=gopher://127.0.0.1:6379/_x',
    'https://example.com/?u=http://169.254.169.254/latest/meta-data/',
    'https://example.com/?__proto__[admin]=1',
    'https://example.com/?q[$ne]=1',
  ])('are refused at strict when they carry an attack on: %s', (text) => {
    expect(validateInput(text, { sink: 'url', level: 'strict' }).allowed).toBe(false);
  });

  it.each([
    'https://example.com/etc/passwd-policy',
    'https://example.com/shop?price=$5&note=in[stock]',
    'https://example.com/docs/constructor-functions?page=2',
  ])('pass at strict when they only sound like one: %s', (text) => {
    expect(validateInput(text, { sink: 'url', level: 'strict' }).findings).toEqual([]);
  });
});

describe('what is no attack', () => {
  const samples = Object.entries(benign).flatMap(([sink, texts]) =>
    texts.map((text) => ({ sink: Sink.parse(sink), text })),
  );

  it.each(samples)('passes at every level in $sink: $text', ({ sink, text }) => {
    for (const level of levels) expect(rulesFor(text, sink, level)).toEqual([]);
  });

  it('is told by where it goes', () => {
    const text = 'cat notes.txt | grep x; echo `date`';
    expect(rulesFor(text, 'prompt', 'strict')).toEqual([]);
    expect(rulesFor(text, 'shell', 'permissive')).toContain('chained_command');
  });

  it('is an absolute path, except at strict, where a path stays below a folder', () => {
    expect(rulesFor('/home/jo/report.pdf', 'path')).toEqual([]);
    expect(rulesFor('/home/jo/report.pdf', 'path', 'strict')).toEqual(['absolute_path']);
  });
});

describe('a finding', () => {
  it('says which rule, where in the text as it was given, through which encodings, and from which level on', () => {
    const text = 'name=a%253brm%2520-rf';
    const { allowed, findings } = validateInput(text, { sink: 'shell', level: 'permissive' });
    expect(allowed).toBe(false);
    expect(findings).toEqual([
      {
        rule: 'chained_command',
        severity: 'critical',
        level: 'permissive',
        start: 6,
        end: 13,
        explanation: 'The text ends a command and begins another; read through percent.',
        encodings: ['percent'],
      },
    ]);
  });

  it('lies within the text', () => {
    const parts = fc.oneof(
      fc.constantFrom(
        '%2e',
        '%25',
        '&#46;',
        '\\u002e',
        '../',
        ';',
        '%c0%af',
        '\uff0f',
        'LmVudi4uLy4uLy4uLw==',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 20 }).map((list) => list.join('')),
        fc.constantFrom(...Sink.options),
        (text, sink) => {
          for (const { start, end } of validateInput(text, { sink, level: 'strict' }).findings) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('levels', () => {
  it('are monotone: what one blocks, every stricter one blocks, for the same reasons', () => {
    const texts = fc
      .array(
        fc.oneof(
          fc.constantFrom(...listed.map(({ text }) => text)),
          fc.constantFrom(...Object.values(benign).flat()),
          fc.constantFrom(
            ';',
            "'",
            '"',
            '%2e',
            '%252f',
            '&#60;',
            '\\x3c',
            '\0',
            '..',
            '/',
            '$',
            '\r\n',
            '%c0%ae',
          ),
          fc.string({ maxLength: 10 }),
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    const disguise = fc.constantFrom<(text: string) => string>((text) => text, ...Object.values(disguises));
    fc.assert(
      fc.property(texts, disguise, fc.constantFrom(...Sink.options), (text, hide, sink) => {
        const blocked = levels.map((level) => validateInput(hide(text), { sink, level }));
        for (const [index, { findings }] of blocked.entries())
          for (const stricter of blocked.slice(index + 1))
            expect(stricter.findings).toEqual(expect.arrayContaining([...findings]));
        expect(blocked.map(({ allowed }) => allowed).join()).toMatch(/^(?:true,?)*(?:false,?)*$/);
      }),
      { numRuns: 3_000 },
    );
  });
});
