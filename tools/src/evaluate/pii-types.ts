/** What the data call the types that have a detector, and what we call them. The others count as missed over all types. */
export const piiTypes: Readonly<Record<string, readonly string[]>> = {
  CREDIT_CARD: ['payment_card'],
  PHONE_NUMBER: ['phone_number'],
  EMAIL_ADDRESS: ['email'],
  IBAN_CODE: ['iban'],
  IP_ADDRESS: ['ipv4_address', 'ipv6_address'],
  US_SSN: ['us_ssn'],
  US_DRIVER_LICENSE: ['us_driver_license'],
  PERSON: ['person'],
  STREET_ADDRESS: ['street_address'],
  GPE: ['location'],
  ORGANIZATION: ['organization'],
  DATE_TIME: ['date_time', 'date_of_birth'],
  NRP: ['nationality'],
  DOMAIN_NAME: ['url'],
  AGE: ['age'],
  ZIP_CODE: ['postal_code'],
};

/** The types whose values have a structure that a rule can check. */
export const structuredTypes: ReadonlySet<string> = new Set([
  'CREDIT_CARD',
  'PHONE_NUMBER',
  'EMAIL_ADDRESS',
  'IBAN_CODE',
  'IP_ADDRESS',
  'US_SSN',
  'US_DRIVER_LICENSE',
]);
