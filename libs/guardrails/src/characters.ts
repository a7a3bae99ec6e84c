import { kindAt, kinds } from './survey/characters.ts';

const codes = {
  zero: 48,
  nine: 57,
  upperA: 65,
  upperZ: 90,
  underscore: 95,
  lowerA: 97,
  lowerF: 102,
  lowerZ: 122,
};
/** What makes an ASCII letter small. */
const smallBit = 32;

/** Whether the character at an offset is an ASCII digit; no character is none. */
export const isDigitAt = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= codes.zero && code <= codes.nine;
};

/** Whether the character at an offset is a hexadecimal digit. */
export const isHexAt = (text: string, index: number): boolean => {
  const small = text.charCodeAt(index) | smallBit;
  return isDigitAt(text, index) || (small >= codes.lowerA && small <= codes.lowerF);
};

/** Whether the character at an offset is an ASCII letter, digit or underscore. */
export const isWordAt = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  const small = code | smallBit;
  return (
    isDigitAt(text, index) || (small >= codes.lowerA && small <= codes.lowerZ) || code === codes.underscore
  );
};

/** Whether the character at an offset is a letter of any script or an ASCII digit. */
export const isLetterOrDigitAt = (text: string, index: number): boolean =>
  (kindAt(text, index) & (kinds.letter | kinds.digit)) !== 0;
