const always =
  'approx ca cf col dr e.g eg esp gen gov i.e ie incl messrs mr mrs ms mt prof rep resp rev sen sgt st viz vs';
const numbered = 'art ch eq fig figs no nos nr op p pp sec vol';

/** Abbreviations that another word always follows: the full stop after them never ends a sentence. */
export const innerAbbreviations: ReadonlySet<string> = new Set(always.split(' '));

/** Abbreviations in front of a number; without one they are words, as in "The answer is no." */
export const numberAbbreviations: ReadonlySet<string> = new Set(numbered.split(' '));
