import type { Unit } from './units.ts';

/** How much of its dimension's base one of each unit is. Currencies, percent and degrees have no common base. */
const factors: Readonly<Record<string, number>> = {
  metre: 1,
  kilometre: 1e3,
  centimetre: 0.01,
  millimetre: 0.001,
  mile: 1_609.344,
  'nautical mile': 1_852,
  nautical: 1_852,
  foot: 0.304_8,
  inch: 0.025_4,
  yard: 0.914_4,
  nanosecond: 1e-9,
  microsecond: 1e-6,
  millisecond: 1e-3,
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_629_800,
  quarter: 7_889_400,
  year: 31_557_600,
  decade: 315_576_000,
  century: 3_155_760_000,
  gram: 1e-3,
  kilogram: 1,
  tonne: 1e3,
  milligram: 1e-6,
  pound: 0.453_592_37,
  ounce: 0.028_349_523_125,
  bit: 0.125,
  byte: 1,
  kilobyte: 1e3,
  kibibyte: 1_024,
  megabyte: 1e6,
  mebibyte: 1_048_576,
  gigabyte: 1e9,
  gibibyte: 1_073_741_824,
  terabyte: 1e12,
  tebibyte: 1_099_511_627_776,
  knot: 1_852 / 3_600,
  kmh: 1_000 / 3_600,
  mph: 1_609.344 / 3_600,
  mps: 1,
  hectare: 1e4,
  acre: 4_046.856_422_4,
  'square metre': 1,
  'square kilometre': 1e6,
  'square mile': 2_589_988.110_336,
  'square foot': 0.092_903_04,
  litre: 1e-3,
  millilitre: 1e-6,
  gallon: 3.785_411_784e-3,
  'cubic metre': 1,
  watt: 1,
  kilowatt: 1e3,
  megawatt: 1e6,
  gigawatt: 1e9,
  kilowatthour: 1,
  megawatthour: 1e3,
  gigawatthour: 1e6,
  terawatthour: 1e9,
};

const kelvinOf: Readonly<Record<string, (value: number) => number>> = {
  celsius: (value) => value + 273.15,
  fahrenheit: (value) => ((value - 32) * 5) / 9 + 273.15,
  kelvin: (value) => value,
};

/**
 * A value in the base of its unit's dimension: metres, seconds (a year has 365.25 days), kilograms, bytes, metres per
 * second, square and cubic metres, watts, kilowatt hours, kelvin. Undefined for what cannot be converted: currencies,
 * shares, plain degrees. A gallon is one of the United States.
 */
export const inBase = (value: number, unit: Unit): number | undefined => {
  const factor = factors[unit.name];
  return factor === undefined ? kelvinOf[unit.name]?.(value) : value * factor;
};

/** Spellings that mean the same thing where the text does not say which: a pound of money, a degree of some scale. */
const vague: readonly (readonly [string, string])[] = [
  ['pound', 'sterling'],
  ['degree', 'celsius'],
  ['degree', 'fahrenheit'],
  ['percent', 'percentage'],
];

/** Whether two units are, or may be, one. */
export const sameUnit = (a: Unit, b: Unit): boolean =>
  a.name === b.name ||
  vague.some(([one, other]) => (a.name === one && b.name === other) || (a.name === other && b.name === one));
