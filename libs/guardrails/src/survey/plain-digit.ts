const other = /\p{No}/u;

/** The ASCII digit that a raised, lowered or circled one stands for; undefined for fractions and all else. */
export const plainDigit = (character: string): string | undefined => {
  if (!other.test(character)) return undefined;
  const plain = character.normalize('NFKD');
  return /^[0-9]$/.test(plain) ? plain : undefined;
};
