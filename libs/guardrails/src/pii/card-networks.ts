interface Network {
  readonly name: string;
  /** The first digits: from and to, both included and of the same length. */
  readonly prefixes: readonly (readonly [number, number])[];
  readonly lengths: readonly number[];
}

const sixteenToNineteen = [16, 17, 18, 19];

/** Issuer identification numbers and lengths, as the networks publish them (ISO/IEC 7812). */
const networks: readonly Network[] = [
  { name: 'visa', prefixes: [[4, 4]], lengths: [13, 16, 19] },
  {
    name: 'mastercard',
    prefixes: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
  },
  {
    name: 'american_express',
    prefixes: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
  },
  {
    name: 'discover',
    prefixes: [
      [6011, 6011],
      [644, 649],
      [65, 65],
    ],
    lengths: sixteenToNineteen,
  },
  {
    name: 'diners_club',
    prefixes: [
      [300, 305],
      [3095, 3095],
      [36, 36],
      [38, 39],
    ],
    lengths: [14, 15, 16, 17, 18, 19],
  },
  { name: 'jcb', prefixes: [[3528, 3589]], lengths: sixteenToNineteen },
  {
    name: 'jcb_old',
    prefixes: [
      [1800, 1800],
      [2131, 2131],
    ],
    lengths: [15],
  },
  {
    name: 'unionpay',
    prefixes: [
      [62, 62],
      [81, 81],
    ],
    lengths: sixteenToNineteen,
  },
  {
    name: 'maestro',
    prefixes: [
      [50, 50],
      [56, 58],
      [6304, 6304],
      [639, 639],
      [67, 67],
    ],
    lengths: [12, 13, 14, 15, 16, 17, 18, 19],
  },
  { name: 'mir', prefixes: [[2200, 2204]], lengths: sixteenToNineteen },
];

const begins = (digits: string, [from, to]: readonly [number, number]): boolean => {
  const prefix = Number(digits.slice(0, String(from).length));
  return prefix >= from && prefix <= to;
};

/** Whether a card network gives out numbers of this length that begin like this. */
export const isIssuedBySomeNetwork = (digits: string): boolean =>
  networks.some(
    ({ prefixes, lengths }) =>
      lengths.includes(digits.length) && prefixes.some((prefix) => begins(digits, prefix)),
  );
