/** What a word may be, as bits: one look-up in the lexicon tells all of it. */
export const roles = {
  given: 1 << 0,
  surname: 1 << 1,
  /** Before names: Mr., Dr., Frau. */
  title: 1 << 2,
  /** Within names, not capitalised: van, de, bin. */
  particle: 1 << 3,
  /** An ordinary word as well: a name only where more speaks for it. */
  common: 1 << 4,
  /** Announces a name: name, dear, regards. */
  naming: 1 << 5,
  /** A street by its kind: street, rue, ulica. */
  street: 1 << 6,
  /** A part of a building: suite, apt, floor. */
  unit: 1 << 7,
  /** Announces an address: address, lives, deliver. */
  residing: 1 << 8,
  country: 1 << 9,
  city: 1 << 10,
  nationality: 1 << 11,
  month: 1 << 12,
  weekday: 1 << 13,
  /** Ends the name of an organisation: Inc, GmbH. */
  company: 1 << 14,
  /** Speaks of an age: years, aged, yo. */
  age: 1 << 15,
  phone: 1 << 16,
  card: 1 << 17,
  taxpayer: 1 << 18,
  routing: 1 << 19,
  account: 1 << 20,
  licence: 1 << 21,
  passport: 1 << 22,
  medical: 1 << 23,
  birth: 1 << 24,
  /** Begins a secret or announces one: ghp, sk, bearer. */
  secret: 1 << 25,
  /** Announces a postal code: zip, postcode. */
  postal: 1 << 26,
  /** Announces a place: in, from, visit. */
  placing: 1 << 27,
  /** Begins the name of a place that has several words. */
  longPlace: 1 << 28,
  /** Begins with a capital: said by the survey, not by the lexicon. */
  capital: 1 << 30,
} as const;

/** The name of a role. */
export type Role = keyof typeof roles;
