import { announcedIdentifier } from './announced-identifier.ts';

/**
 * The forms of the states' licences (AAMVA, "DL/ID card design standard" and the states' own pages): up to three
 * letters and then digits, digits alone, or a letter at the end.
 */
const form = /^(?:[A-Z]{0,3}\d{4,14}|\d{4,14}[A-Z]{1,2}|[A-Z]\d{2,3}[A-Z]\d{2,6}[A-Z]?)$/;

/** Numbers of driver's licences after words that announce one. */
export const usDriverLicense = announcedIdentifier({
  type: 'us_driver_license',
  announcement: {
    role: 'licence',
    phrase:
      /(?:driv(?:er|ing)['\u2019]?s? ?['\u2019]?(?:s? )?(?:licen[cs]e|permit)|driver id|dl ?(?:number|no\b\.?|#|:)|dln\b|f[uü]hrerschein|permis de conduire|permiso de conducir|f[oø]rerkort)/iy,
  },
  reach: 30,
  isShaped: (value) => value.length >= 5 && form.test(value),
});
