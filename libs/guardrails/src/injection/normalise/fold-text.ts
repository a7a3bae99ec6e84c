import { isAscii } from '../../survey/is-ascii.ts';
import { foldCodePoint } from './fold-character.ts';

/** Where the run of ASCII ends that begins at a place. */
export const asciiEnd = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && text.charCodeAt(end) < 0x80) end += 1;
  return end;
};

/** A text whose characters are folded, so that letters that look alike are alike. */
export const foldText = (text: string): string => {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (let index = 0; index < text.length; ) {
    const end = asciiEnd(text, index);
    if (end > index) folded += text.slice(index, end).toLowerCase();
    if (end >= text.length) break;
    const codePoint = text.codePointAt(end) ?? 0;
    folded += foldCodePoint(codePoint);
    index = end + (codePoint > 0xffff ? 2 : 1);
  }
  return folded;
};
