import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from './parse-answer.ts';

describe('the JSON of an answer', () => {
  it.each([
    ['{"a": [1, "}"]}'],
    ['```json\n{"a": [1, "}"]}\n```'],
    ['Here you are:\n\n```\n{"a": [1, "}"]}\n```\nAnything else?'],
    ['Sure! {"a": [1, "}"]} is what you want, not {"b": 2}.'],
    ['As [1] says: {"a": [1, "}"]}'],
    ['```json\nThe plan is {"a": [1, "}"]}\n```'],
  ])('is found in %j', (answer) => expect(parseAnswer(answer)).toEqual({ value: { a: [1, '}'] } }));

  it('may be a list or a plain value', () => {
    expect(parseAnswer('[1, 2]')).toEqual({ value: [1, 2] });
    expect(parseAnswer(' "yes" ')).toEqual({ value: 'yes' });
  });

  it.each([
    ['I cannot do that.', 'no whole JSON'],
    ['{"a": [1', 'no whole JSON'],
    ['{"a": 1,}', 'not JSON'],
    ['```json\n{}\n```\n```json\n{}\n```', 'more than one'],
    ['', 'no whole JSON'],
  ])('is not in %j, with a reason', (answer, reason) =>
    expect(parseAnswer(answer)).toMatchObject({ reason: expect.stringContaining(reason) as string }),
  );

  it('is found in any prose without brackets', () => {
    const prose = fc.string().map((text) => text.replace(/[`{}[\]]/g, ''));
    const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(prose, value, prose, (before, wanted, after) => {
        const json: unknown = JSON.parse(JSON.stringify(wanted));
        expect(parseAnswer(`${before}\n${JSON.stringify(wanted)}\n${after}`)).toEqual({ value: json });
      }),
      { numRuns: 100 },
    );
  });
});
