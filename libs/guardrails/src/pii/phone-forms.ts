/** The digits of a number. */
const digitsOf = (value: string): string => value.replaceAll(/\D/g, '');

const northAmerican = /^(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}$/;

/** The North American Numbering Plan: area and exchange begin with 2 to 9 and are not N11 (nanpa.com). */
export const isNorthAmerican = (value: string): boolean =>
  northAmerican.test(value) &&
  /^[2-9](?!11)\d{2}[2-9](?!11)\d{6}$/.test(digitsOf(value).replace(/^1(?=\d{10}$)/, ''));

/** Dates have other groups, and so have numbers with a fraction. */
export const isDateLike = (value: string): boolean =>
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}/.test(value);

/** A trunk 0, then groups of two to four digits: how numbers are written within most of Europe, Asia and Africa. */
export const hasTrunkPrefix = (value: string): boolean =>
  /^\(?0[1-9]\d{0,3}\)?(?:[ /-]\d{2,4}){2,4}$/.test(value) && /^\d{9,11}$/.test(digitsOf(value));

/** Two to five groups of two to four digits: how a number is written that is to be read aloud. */
export const isGrouped = (value: string): boolean =>
  /^(?:\(\d{2,4}\)|\d{2,4})(?:[ .-]?\d{2,7}){1,4}$/.test(value) &&
  /[ ().-]/.test(value) &&
  /^\d{7,12}$/.test(digitsOf(value));
