/** What hides characters of a text. Each is a bit, so that a character can have gone through several. */
export const encodings = ['percent', 'overlong', 'entity', 'escape', 'lookalike', 'base64'] as const;

export type Encoding = (typeof encodings)[number];

/** The bit of an encoding. */
export const encodingBit = (encoding: Encoding): number => 1 << encodings.indexOf(encoding);

/** The encodings of some bits, in a fixed order. */
export const encodingsOf = (bits: number): readonly Encoding[] =>
  encodings.filter((encoding) => (bits & encodingBit(encoding)) !== 0);
