import { citationMarkers, markdownBlocks, withoutMarkers } from '@octollm/text';
import { countOf, countPattern, type Verdict, verdictOf } from './verdict.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

const forms: readonly (readonly [asks: RegExp, has: (output: string) => boolean])[] = [
  [
    /\b(?:bullet(?:ed)?(?: point)? list|as (?:a )?(?:bulleted )?list|bullet points|is a list)\b/i,
    (output) => markdownBlocks(output).some(({ kind }) => kind === 'item'),
  ],
  [
    /\bnumbered list\b/i,
    (output) => markdownBlocks(output).some(({ kind, text }) => kind === 'item' && /^\s*\d/.test(text)),
  ],
  [
    /\b(?:as|in|is|has|contains) a(?: markdown)? table\b/i,
    (output) => markdownBlocks(output).some(({ kind }) => kind === 'table'),
  ],
  [/\b(?:in|as|is|valid)(?: valid)? json\b/i, isJson],
  [
    /\b(?:in|has|contains) a (?:code block|fenced block)\b/i,
    (output) => markdownBlocks(output).some(({ kind }) => kind === 'code'),
  ],
];

/** A list, a table, JSON, a block of code. */
export const byForm = (criterion: string, output: string): Verdict | undefined => {
  const form = forms.find(([asks]) => asks.test(criterion));
  return form === undefined ? undefined : verdictOf(form[1](output));
};

const edge =
  /\b(starts?|begins?|opens?|ends?|closes?) with\s+(?:the (?:words?|phrase|text) )?(?:["“']([^"”']{1,200})["”']|(a citation))/i;

/** `starts with "In short"`, `ends with a citation`. */
export const byEdges = (criterion: string, output: string): Verdict | undefined => {
  const match = edge.exec(criterion);
  if (match === null) return undefined;
  const [, verb = '', phrase, citation] = match;
  const isEnd = /^(?:end|close)/i.test(verb);
  if (citation !== undefined)
    return verdictOf(isEnd ? /\[\d{1,3}\]\.?$/.test(output.trim()) : /^\[\d{1,3}\]/.test(output.trim()));
  const [text, sought] = [withoutMarkers(output).trim().toLowerCase(), (phrase ?? '').toLowerCase()];
  return verdictOf(isEnd ? text.endsWith(sought) : text.startsWith(sought));
};

const citing =
  /\b(?:cite[sd]?|citing|citations?|has sources|with sources|sources? (?:is|are) (?:given|named|cited)|references? (?:a|its|the) sources?)\b/i;
const several = new RegExp(
  String.raw`\b${countPattern}(?: or more)? (?:different |distinct |separate )?(?:sources|citations|passages|documents|references)\b`,
  'i',
);

/** Having citations, or as many different ones as are asked for. */
export const byCitations = (criterion: string, output: string): Verdict | undefined => {
  const match = several.exec(criterion);
  if (match === null && !citing.test(criterion)) return undefined;
  const wanted = match === null ? 1 : countOf(match[1] ?? '');
  return verdictOf(new Set(citationMarkers(output).map(({ index }) => index)).size >= wanted);
};
