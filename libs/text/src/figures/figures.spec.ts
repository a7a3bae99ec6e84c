import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures, sameFigure } from './figures.ts';

const read = (text: string): string[] =>
  figures(text).map(({ value, unit, per }) =>
    [value, unit?.name, per?.name].filter((part) => part !== undefined).join(' '),
  );

const same = (a: string, b: string): boolean => {
  const [first] = figures(a);
  const [second] = figures(b);
  return first !== undefined && second !== undefined && sameFigure(first, second);
};

describe('the figures of a text', () => {
  it('have a scale, a unit and a rate', () => {
    expect(read('It costs 1.2 million kroner a year.')).toEqual(['1200000 krone year']);
    expect(read('above 28 metres per second')).toEqual(['28 metre second']);
    expect(read('$5, 80%, -40 °C, 256 KiB/s and 1,200 km')).toEqual([
      '5 dollar',
      '80 percent',
      '-40 celsius',
      '256 kibibyte second',
      '1200 kilometre',
    ]);
  });

  it('may be written as words', () => expect(read('three nodes, twelve months')).toEqual(['3', '12 month']));

  it('are the ends of a range, and no part of a name', () => {
    expect(read('3-5 nodes')).toEqual(['3', '5']);
    expect(read('sha256, v2, p95, utf8')).toEqual([]);
  });

  it('keep a version or an address as it is written', () => {
    expect(same('version 1.2.3', 'version 1.2.3')).toBe(true);
    expect(same('version 1.2.3', 'version 1.2.4')).toBe(false);
  });

  it('are the same for other spellings, and differ in number, scale and unit', () => {
    expect(same('1.2 million kroner', '1,200,000 NOK')).toBe(true);
    expect(same('412 metres', '412 m')).toBe(true);
    expect(same('412 metres', '421 metres')).toBe(false);
    expect(same('412 metres', '412 feet')).toBe(false);
    expect(same('1.2 million', '1.2 billion')).toBe(false);
    expect(same('5 requests per minute', '5 requests per hour')).toBe(false);
  });

  it('are found for any number, where they say, with that number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('metres', 'kroner', '%', 'boats', ''), (number, unit) => {
        const text = `It is ${number} ${unit}.`;
        const [figure] = figures(text);
        expect(figure?.value).toBe(number);
        expect(text.slice(figure?.start, figure?.end)).toBe(figure?.text);
      }),
    );
  });
});
