import { isUtf8 } from 'node:buffer';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** What stands for bytes that were no text before. */
const replacement = '\ufffd';
const strange = /[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\s]/u;
const usual = /[\p{L}\p{N}\s]/gu;
/** Random bytes that happen to be UTF-8 consist of symbols to a large part; texts do not. */
export const textShare = 0.7;

/**
 * The text that bytes are in UTF-8, or undefined when they are not the text of people.
 * @param minimumShare of letters, digits and spaces
 */
export const printableText = (bytes: Uint8Array, minimumShare: number): string | undefined => {
  // Most of what looks encoded is not: to see that costs less than a string.
  if (!isUtf8(bytes)) return undefined;
  const text = decoder.decode(bytes);
  if (text === '' || text.includes(replacement) || strange.test(text)) return undefined;
  return (text.match(usual)?.length ?? 0) / text.length < minimumShare ? undefined : text;
};
