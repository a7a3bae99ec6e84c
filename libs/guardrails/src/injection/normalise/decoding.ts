/** What a text went through before a rule matched it. Each is a bit, so that a character can carry several. */
export const decodings = [
  'invisible',
  'confusable',
  'unicode_tags',
  'percent',
  'entity',
  'escape',
  'base64',
  'hex',
  'rot13',
  'leetspeak',
  'spacing',
  'misspelling',
  'markup',
] as const;

export type Decoding = (typeof decodings)[number];

/** The bit of a decoding. */
export const bitOf = (decoding: Decoding): number => 1 << decodings.indexOf(decoding);

/** The decodings of some bits, in a fixed order. */
export const decodingsOf = (bits: number): readonly Decoding[] =>
  decodings.filter((decoding) => (bits & bitOf(decoding)) !== 0);
