import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMistake } from './json-syntax.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the JSON checker', () => {
  it.each([
    ['{"a":}', 5, 'A value must stand here'],
    ['{"a" 1}', 5, 'A colon'],
    ['[1 2]', 3, 'A comma or ]'],
    ['[1,]', 3, 'A value'],
    ['{"a":1,}', 7, 'A name in double quotes'],
    ["{'a':1}", 1, 'A name in double quotes'],
    ['["a\nb"]', 3, 'control character'],
    ['["a\\x"]', 3, 'escape'],
    ['["\\u12g4"]', 2, 'escape'],
    ['["abc', 1, 'no end'],
    ['{} x', 3, 'Nothing may follow'],
    ['01', 1, 'Nothing may follow'],
    ['', 0, 'but the text ends'],
    ['{"a":[1,{"b":', 13, 'but the text ends'],
    ['[1}', 2, 'A comma or ]'],
    ['// no', 0, 'A value'],
    ['NaN', 0, 'A value'],
    ['-', 0, 'A value'],
    ['1.', 1, 'Nothing'],
  ])('says where %j goes wrong', (text, offset, message) => {
    const mistake = jsonMistake(text);
    expect(mistake?.offset).toBe(offset);
    expect(mistake?.message).toContain(message);
  });

  it('accepts every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        expect(jsonMistake(JSON.stringify(JSON.parse(text), null, indent))).toBeUndefined();
      }),
    );
  });

  it('judges any text as JSON.parse does', () => {
    const anything = fc.string({
      unit: fc.constantFrom(...'{}[]",:\\/0123-+.eEtrufalsn \n\t\u0001x'.split('')),
    });
    const broken = fc.tuple(fc.json(), fc.nat(), fc.nat(2), anything).map(([text, at, drop, insert]) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + insert.slice(0, 2) + text.slice(offset + drop);
    });
    fc.assert(
      fc.property(fc.oneof(anything, broken), (text) => {
        expect(jsonMistake(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('does not run out of stack, however deep the text', () => {
    expect(jsonMistake('['.repeat(50_000) + ']'.repeat(50_000))).toBeUndefined();
    expect(jsonMistake('{"a":'.repeat(20_000))?.offset).toBe(100_000);
  });
});
