const charset = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumLength = 6;
/** What the checksum leaves: 1 in Bech32 (BIP 173, version 0), this in Bech32m (BIP 350, later versions). */
const bech32m = 0x2bc830a3;

const polymod = (values: readonly number[]): number => {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [index, generator] of generators.entries()) if (((top >>> index) & 1) === 1) sum ^= generator;
  }
  return sum;
};

const expand = (prefix: string): readonly number[] => [
  ...Array.from(prefix, (character) => character.charCodeAt(0) >>> 5),
  0,
  ...Array.from(prefix, (character) => character.charCodeAt(0) & 31),
];

/** Whether a text is a SegWit address with a right checksum. Mixed case is refused, as BIP 173 asks. */
export const isSegwitAddress = (text: string): boolean => {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  const separator = lower.lastIndexOf('1');
  const data = Array.from(lower.slice(separator + 1), (character) => charset.indexOf(character));
  if (data.length <= checksumLength || data.includes(-1)) return false;
  return polymod([...expand(lower.slice(0, separator)), ...data]) === (data[0] === 0 ? 1 : bech32m);
};
