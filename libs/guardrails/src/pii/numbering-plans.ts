import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** How well a number fits the numbering plan of the country that its calling code names. */
export type Fit = 'valid' | 'possible' | 'none';

/**
 * Reads a number with a calling code by the numbering plans of libphonenumber. The smallest of its three sets of data
 * knows which numbers every country has; the larger ones, which of them are mobile or toll-free, is not asked here.
 */
export const fitOf = (number: string): Fit => {
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  if (parsed === undefined) return 'none';
  if (parsed.isValid()) return 'valid';
  return parsed.isPossible() ? 'possible' : 'none';
};
