import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dates, holdsDate } from './dates.ts';
import { quantities } from './quantities.ts';

const read = (text: string): string[] =>
  quantities(text).map(({ kind, value, unit, per, noun, hedge }) =>
    [kind === 'number' ? '' : kind, hedge, value, unit?.name, per && `per ${per.name}`, noun && `of ${noun}`]
      .filter((part) => part !== '' && part !== null && part !== undefined)
      .join(' '),
  );

describe('the quantities of a text', () => {
  it.each([
    ['1.2 million kroner a year', ['1200000 krone per year']],
    ['about $0.42 an hour', ['about 0.42 dollar per hour']],
    ['at 115 square kilometres, or 45 km²', ['115 square kilometre', '45 square kilometre']],
    ['10 percentage points, thirty per cent', ['10 percentage point', '30 percent']],
    ['80 km/h and 28 metres per second', ['80 kmh', '28 mps']],
    ['600 requests per minute', ['600 per minute of request']],
    ['over 300 people, nearly 40 °C', ['over 300 of person', 'under 40 celsius']],
    ['from -8.5 °C to 13.5 °C', ['-8.5 celsius', '13.5 celsius']],
    ['four hundred and twenty pupils', ['420 of pupil']],
    ['twenty-five boats, a 25-metre pool', ['25 of boat', '25 metre']],
    ['half an hour, a quarter of an hour', ['0.5 hour', '0.25 hour']],
    ['three quarters of it, twice as long, three times the price', ['fraction 0.75', 'ratio 2', 'ratio 3']],
    ['retried five times', ['5 of time']],
    ['at 10:30, 5:30 p.m. and noon', ['clock 630', 'clock 1050', 'clock 720']],
    ['on 3 May 1938, in March 2017', ['1938', '2017']],
    ['AES-256, v2, 1.2.3', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  it('share the unit, the scale or what is counted with the next one', () => {
    expect(read('from 200 to 230 kroner')).toEqual(['200 krone', '230 krone']);
    expect(read('12.6 and 21 million kroner')).toEqual(['12600000 krone', '21000000 krone']);
    expect(read('18 of its 200 branches')).toEqual(['18 of branch', '200 of branch']);
    expect(read('in 2022 and 398 kroner')).toEqual(['2022', '398 krone']);
  });

  it('stand where they say, in order', () => {
    const piece = fc.constantFrom(
      '12',
      '1.2 million',
      ' kroner',
      ' and ',
      '$',
      'half',
      ' an hour',
      ' 3 May 1938',
      '10:30',
      ' of ',
      '-',
      ' per ',
      'twice',
      '. ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const found = quantities(text);
        for (const { start, end, text: written } of found) expect(text.slice(start, end)).toBe(written);
        expect(found.map(({ start }) => start)).toEqual(
          found.map(({ start }) => start).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('take time linear in the text', () => {
    for (const unit of ['1 ', '1,', '-1', 'two ', '$', 'half of ', '1.2 million kroner a ', 'May '])
      expect(quantities(unit.repeat(2_000)).length).toBeGreaterThanOrEqual(0);
  });
});

describe('the dates of a text', () => {
  it('are read in their usual forms, and a month by itself needs a word before it', () => {
    expect(dates('On 3 May 1938, May 3, 1938, 1938-05-03 and in May.').map(({ text }) => text)).toEqual([
      '3 May 1938',
      'May 3, 1938',
      '1938-05-03',
      'May',
    ]);
    expect(dates('It may rain. March on.')).toEqual([]);
    expect(dates('on Mondays')).toMatchObject([{ weekday: 0 }]);
  });

  it('hold those that say less', () => {
    const [whole, part, other] = dates('3 May 1938; in May; 4 May 1938');
    if (whole === undefined || part === undefined || other === undefined)
      throw new TypeError('A date is missing.');
    expect([holdsDate(whole, part), holdsDate(part, whole), holdsDate(whole, other)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
