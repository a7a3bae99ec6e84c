/**
 * What libphonenumber knows of the numbers of a country, as a list: 0 its calling code, 2 the form of all its numbers,
 * 3 how long they are, 5 and 7 what is dialled before them within the country, 8 what becomes of that, 10 how numbers
 * begin that are this country's alone, 11 the forms and lengths of each type of number (METADATA.md of
 * libphonenumber-js). The rest is for writing numbers, and is not read.
 */
export type PlanData = readonly unknown[];

interface NumberType {
  readonly form: RegExp;
  readonly lengths: readonly number[];
}

const at = { form: 2, lengths: 3, trunk: 5, prefix: 7, replacement: 8, beginning: 10, types: 11 } as const;

const whole = (form: unknown): RegExp => new RegExp(`^(?:${String(form)})$`);
const beginning = (form: unknown): RegExp | undefined =>
  typeof form === 'string' && form !== '' ? new RegExp(`^(?:${form})`) : undefined;
const lengthsOf = (data: unknown): readonly number[] | undefined =>
  Array.isArray(data) ? data.map(Number) : undefined;

/** The numbers of a country. Patterns are made once: that costs more than to try them. */
export class NumberingPlan {
  readonly #form: RegExp;
  readonly #lengths: readonly number[];
  readonly #prefix: RegExp | undefined;
  readonly #replacement: string;
  readonly #types: readonly NumberType[] | undefined;
  /** How numbers begin that are of this country alone, where it shares a calling code. */
  readonly ownBeginning: RegExp | undefined;

  constructor(data: PlanData) {
    this.#form = whole(data[at.form]);
    this.#lengths = lengthsOf(data[at.lengths]) ?? [];
    this.#prefix = beginning(data[at.prefix] || data[at.trunk]);
    const replacement: unknown = data[at.replacement];
    this.#replacement = typeof replacement === 'string' ? replacement : '';
    this.ownBeginning = beginning(data[at.beginning]);
    const types: unknown = data[at.types];
    this.#types = Array.isArray(types)
      ? types
          .filter((type): type is readonly unknown[] => Array.isArray(type) && Boolean(type[0]))
          .map(([form, lengths]) => ({ form: whole(form), lengths: lengthsOf(lengths) ?? this.#lengths }))
      : undefined;
  }

  /** Whether a number has the form of one of the types of this country; not when nothing is known of them. */
  hasTypeOf(national: string): boolean {
    return (
      this.#types !== undefined &&
      this.#form.test(national) &&
      this.#types.some(({ form, lengths }) => lengths.includes(national.length) && form.test(national))
    );
  }

  /** Whether such a number is given out. */
  isValid(national: string): boolean {
    return this.#types === undefined ? this.#form.test(national) : this.hasTypeOf(national);
  }

  /** Whether numbers have this length. */
  isPossible(national: string): boolean {
    return this.#lengths.includes(national.length);
  }

  /** Whether no number of the country is as long. */
  isTooLong(national: string): boolean {
    return national.length > (this.#lengths.at(-1) ?? 0);
  }

  /** A number without what is dialled before it within the country; as it is when what is left would be none. */
  withoutPrefix(number: string): string {
    const match = this.#prefix?.exec(number);
    if (match === null || match === undefined || this.#prefix === undefined) return number;
    const captured = match.length > 1 && Boolean(match.at(-1));
    const rest =
      captured && this.#replacement !== ''
        ? number.replace(this.#prefix, this.#replacement)
        : number.slice(match[0].length);
    return this.#form.test(number) && !this.#form.test(rest) ? number : rest;
  }
}
