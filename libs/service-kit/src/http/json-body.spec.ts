import { InvalidRequestError } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseJsonBody } from './json-body.ts';
import { maxDepth } from './json-shape.ts';

const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

describe('a JSON body', () => {
  it('is parsed as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && !text.includes('constructor'));
        expect(parseJsonBody(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may be nested 64 deep and no deeper, in lists or objects', () => {
    expect(() => parseJsonBody(nested(maxDepth))).not.toThrow();
    expect(() => parseJsonBody(nested(maxDepth + 1))).toThrow(InvalidRequestError);
    expect(() => parseJsonBody(`${'{"a":'.repeat(63)}[1]${'}'.repeat(63)}`)).not.toThrow();
    expect(() => parseJsonBody(`${'{"a":'.repeat(64)}[1]${'}'.repeat(64)}`)).toThrow(/at most 64 deep/);
    expect(maxDepth).toBe(64);
  });

  it('is not deep because of brackets in its texts, after escapes either', () => {
    expect(parseJsonBody(JSON.stringify(['['.repeat(100)]))).toEqual(['['.repeat(100)]);
    expect(parseJsonBody(JSON.stringify([`"${'['.repeat(100)}`, '\\', '['.repeat(100)]))).toHaveLength(3);
    const tricky = ['\\', '"', '\\"', '['.repeat(100), '\\\\"'];
    expect(parseJsonBody(JSON.stringify(tricky))).toEqual(tricky);
  });

  it('is refused without being parsed when it is far too deep', () => {
    const started = performance.now();
    expect(() => parseJsonBody(nested(1_000_000))).toThrow(InvalidRequestError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each([
    '{"__proto__": {"admin": true}}',
    '{"a": [{"__proto__": 1}]}',
    String.raw`{"\u005f\u005fproto\u005f\u005f": {"admin": true}}`,
    String.raw`{"__pro\u0074o__": null}`,
    '{"constructor": {"prototype": {"admin": true}}}',
    String.raw`{"c\u006fnstructor": {"prot\u006ftype": {}}}`,
  ])('is refused when it would change a prototype: %s', (body) => {
    expect(() => parseJsonBody(body)).toThrow(/Remove the key/);
  });

  it.each([
    [false, String.raw`{"goal": "caf\u00e9", "n\u00e9": "the __proto__ of a constructor"}`],
    [false, '["__proto__", "constructor"]'],
    [true, '{"constructor": "a firm"}'],
    [true, String.raw`{"c\u006fnstructor": {}}`],
  ])('is read key by key (%s) only for a key that may change a prototype: %s', (isRead, body) => {
    const parse = vi.spyOn(JSON, 'parse');
    const value = parseJsonBody(body);
    const revivers = parse.mock.calls.filter(([, reviver]) => reviver !== undefined);
    parse.mockRestore();
    expect(revivers).toHaveLength(isRead ? 1 : 0);
    expect(value).toEqual(JSON.parse(body));
  });

  it.each([
    '{"goal": "one", "goal": "two"}',
    '{"a": [{"b": {}, "c": 1, "b": 2}]}',
    '{"goal" : 1,\n "goal"\t: 2}',
    String.raw`{"goal": 1, "g\u006fal": 2}`,
    String.raw`{"a\"": 1, "a\"": 2}`,
    '{"": 1, "": 2}',
  ])('is refused when it names a key twice, because parsers differ in which one counts: %s', (body) => {
    expect(() => parseJsonBody(body)).toThrow(/twice/);
  });

  it.each([
    '{"a": {"a": {"a": "a"}}, "b": ["a", "a"]}',
    '[{"a": 1}, {"a": 2}]',
    String.raw`{"a": "\", \"a\": 1", "b": "a"}`,
    String.raw`{"a\\": 1, "a": 2}`,
  ])('may use a word again where it is no key of the same object: %s', (body) => {
    expect(parseJsonBody(body)).toEqual(JSON.parse(body));
  });

  it('is refused, whatever key comes twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        const entry = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
        expect(() => parseJsonBody(`{${entry}, ${entry}}`)).toThrow(InvalidRequestError);
      }),
    );
  });

  it.each([
    '{"constructor": "Brunel"}',
    '{"constructor": {"name": "Brunel"}}',
    '{"prototype": {"weight": 3}}',
    '{"text": "__proto__ and constructor"}',
    String.raw`{"text": "\u00e9"}`,
  ])('may hold such words where they do no harm: %s', (body) => {
    expect(parseJsonBody(body)).toEqual(JSON.parse(body));
  });

  it.each(['', '{', '{"a":}', "{'a': 1}", '[1,]', 'undefined', '\u{feff}{}', '{"a":1}x', 'NaN', '"\n"'])(
    'is refused when it is malformed: %j',
    (body) => {
      expect(() => parseJsonBody(body)).toThrow('The body is not valid JSON');
    },
  );

  it('does not repeat what was sent', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^secret[a-z]{8}$/), (secret) => {
        let message = '';
        try {
          parseJsonBody(`{"key": ${secret}`);
        } catch (error) {
          message = String(error);
        }
        expect(message).not.toBe('');
        expect(message).not.toContain(secret);
      }),
    );
  });
});
