/** A citation marker in a text: `[3]`. */
export interface Marker {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Code is matched first so that an index in it (`list[1]`) is no citation. */
const codeOrMarker = /```[^]*?(?:```|$)|`[^`\n]*`|\s*\[(\d{1,3})\]/g;

/** The citation markers of a text, those in code left out. */
export const citationMarkers = (text: string): Marker[] =>
  [...text.matchAll(codeOrMarker)].flatMap((match) =>
    match[1] === undefined
      ? []
      : [{ index: Number(match[1]), start: match.index, end: match.index + match[0].length }],
  );

/** A text without its citation markers and the space before them. */
export const withoutMarkers = (text: string): string =>
  text.replaceAll(codeOrMarker, (match, index: string | undefined) => (index === undefined ? match : ''));
