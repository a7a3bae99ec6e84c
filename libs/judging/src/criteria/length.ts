import { markdownBlocks, sentences, withoutMarkers, words } from '@octollm/text';
import { countOf, countPattern, type Verdict, verdictOf } from './verdict.ts';

const units = String.raw`(words?|sentences?|characters?|paragraphs?|(?:bullet |list )?(?:points?|items?|bullets?|entries))`;
const most = new RegExp(
  String.raw`\b(?:at most|no more than|not more than|under|below|fewer than|less than|up to|within|max(?:imum)?(?: of)?|not exceed(?:ing)?|limited to)\s+${countPattern}\s+${units}\b|\b${countPattern}\s+${units} (?:or (?:fewer|less)|at most)\b`,
  'i',
);
const least = new RegExp(
  String.raw`\b(?:at least|no fewer than|no less than|more than|over|min(?:imum)?(?: of)?)\s+${countPattern}\s+${units}\b|\b${countPattern}\s+${units} or more\b`,
  'i',
);
const exact = new RegExp(
  String.raw`\b(?:exactly|in|is|just|only)\s+${countPattern}\s+(sentences?|paragraphs?)\b|^${countPattern}\s+(sentences?|paragraphs?)$`,
  'i',
);

const measured = (output: string, unit: string): number => {
  const text = withoutMarkers(output).trim();
  const blocks = markdownBlocks(text);
  if (unit.startsWith('word')) return words(text).length;
  if (unit.startsWith('sentence')) return sentences(text).filter(({ kind }) => kind === 'sentence').length;
  if (unit.startsWith('paragraph')) return blocks.filter(({ kind }) => kind === 'paragraph').length;
  return unit.startsWith('character') ? text.length : blocks.filter(({ kind }) => kind === 'item').length;
};

/** The number and the unit of whichever alternative matched. */
const limitOf = (match: RegExpExecArray): { readonly limit: number; readonly unit: string } => {
  const [limit = '', unit = ''] = match.slice(1).filter((group) => group !== undefined);
  return { limit: countOf(limit), unit: unit.toLowerCase() };
};

/** Limits of length: `at most 100 words`, `at least three points`, `one sentence`. */
export const byLength = (criterion: string, output: string): Verdict | undefined => {
  const upper = most.exec(criterion);
  if (upper !== null) {
    const { limit, unit } = limitOf(upper);
    const isStrict = /^(?:under|below|fewer|less)/i.test(upper[0]);
    return verdictOf(measured(output, unit) < limit + (isStrict ? 0 : 1));
  }
  const lower = least.exec(criterion);
  if (lower !== null) {
    const { limit, unit } = limitOf(lower);
    const isStrict = /^(?:more|over)/i.test(lower[0]);
    return verdictOf(measured(output, unit) >= limit + (isStrict ? 1 : 0));
  }
  const same = exact.exec(criterion);
  if (same === null) return undefined;
  const { limit, unit } = limitOf(same);
  return verdictOf(measured(output, unit) === limit);
};
