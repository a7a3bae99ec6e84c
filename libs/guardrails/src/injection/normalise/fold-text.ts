import { isAscii } from '../../survey/is-ascii.ts';
import { foldCodePoint } from './fold-character.ts';

/** Where the run of ASCII ends that begins at a place. */
export const asciiEnd = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && text.charCodeAt(end) < 0x80) end += 1;
  return end;
};

/** As many units become a string at once: arguments of a call are put on the stack. */
const mostUnits = 1_024;

/** The folds of the characters from a place on that are not ASCII, and where they end. */
const foldOthers = (text: string, start: number): { readonly folded: string; readonly end: number } => {
  const units: number[] = [];
  let end = start;
  while (end < text.length && units.length < mostUnits) {
    const codePoint = text.codePointAt(end) ?? 0;
    if (codePoint < 0x80) break;
    const fold = foldCodePoint(codePoint);
    for (let index = 0; index < fold.length; index += 1) units.push(fold.charCodeAt(index));
    end += codePoint > 0xffff ? 2 : 1;
  }
  return { folded: String.fromCharCode(...units), end };
};

/** A text whose characters are folded, so that letters that look alike are alike. */
export const foldText = (text: string): string => {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (let index = 0; index < text.length; ) {
    const plainEnd = asciiEnd(text, index);
    if (plainEnd > index) folded += text.slice(index, plainEnd).toLowerCase();
    const others = foldOthers(text, plainEnd);
    folded += others.folded;
    index = others.end;
  }
  return folded;
};
