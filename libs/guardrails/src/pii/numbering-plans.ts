import metadata from 'libphonenumber-js/metadata.min.json';
import { NumberingPlan, type PlanData } from './numbering-plan.ts';

/** How well a number fits the numbering plan of the country that its calling code names. */
export type Fit = 'valid' | 'possible' | 'none';

/** The data of libphonenumber, as far as it is read here. The smallest of three sets knows which numbers a country has. */
interface Data {
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  readonly countries: Readonly<Record<string, PlanData>>;
  readonly nonGeographic: Readonly<Record<string, PlanData>>;
}
const { country_calling_codes: countriesOf, countries, nonGeographic } = metadata as unknown as Data;

const longestCallingCode = 3;
const fewestDigits = 2;
const mostDigits = 17;
/** Between the digits of a number libphonenumber accepts these spaces of Unicode and dashes, but no thin ones. */
const thinSpace = /[\u2009\u202f]/;

const known = new Map<string, readonly NumberingPlan[]>();

/** The plans of a calling code, that of the country it is named after first. Each is made when it is asked for. */
const plansOf = (callingCode: string): readonly NumberingPlan[] => {
  let plans = known.get(callingCode);
  if (plans === undefined) {
    const names = countriesOf[callingCode];
    const data = names === undefined ? [nonGeographic[callingCode]] : names.map((name) => countries[name]);
    plans = data.flatMap((one) => (one === undefined ? [] : [new NumberingPlan(one)]));
    known.set(callingCode, plans);
  }
  return plans;
};

/** The plan of the country that a number is one of; undefined when it is none of those that share the calling code. */
const exactPlan = (all: readonly NumberingPlan[], national: string): NumberingPlan | undefined =>
  all.length === 1
    ? all[0]
    : all.find((plan) => plan.ownBeginning?.test(national) ?? plan.hasTypeOf(national));

/** Who writes the calling code may still write what is dialled within the country: +44 (0)20. */
const nationalNumber = (all: readonly NumberingPlan[], main: NumberingPlan, number: string): string => {
  const rest = main.withoutPrefix(number);
  if (rest === number) return number;
  const plan = exactPlan(all, rest) ?? main;
  return plan.isPossible(rest) || plan.isTooLong(rest) ? rest : number;
};

/**
 * Reads a number with a calling code by the numbering plans of libphonenumber, as its function
 * `parsePhoneNumberFromString` does, which makes its patterns anew for every number. A test compares the two.
 * @param number a plus sign, digits, and what `phone` lets stand between them
 */
export const fitOf = (number: string): Fit => {
  if (thinSpace.test(number)) return 'none';
  const digits = number.replaceAll(/\D/g, '');
  for (let length = 1; length <= longestCallingCode; length += 1) {
    const all = plansOf(digits.slice(0, length));
    const [main] = all;
    if (main === undefined) continue;
    const national = nationalNumber(all, main, digits.slice(length));
    if (national.length < fewestDigits || national.length > mostDigits) return 'none';
    const plan = exactPlan(all, national) ?? main;
    if (plan.isValid(national)) return 'valid';
    return plan.isPossible(national) ? 'possible' : 'none';
  }
  return 'none';
};
