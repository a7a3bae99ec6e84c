import type { Detector } from './detector.ts';
import { address } from './names/address.ts';
import { location } from './names/location.ts';
import { nationalities } from './names/nationality.ts';
import { organization } from './names/organization.ts';
import { person } from './names/person.ts';
import { abaRoutingNumber } from './pii/aba-routing-number.ts';
import { age } from './pii/age.ts';
import { bankAccount } from './pii/bank-account.ts';
import { bitcoinAddress } from './pii/bitcoin-address.ts';
import { date } from './pii/date.ts';
import { dateOfBirth } from './pii/date-of-birth.ts';
import { email } from './pii/email.ts';
import { ethereumAddress } from './pii/ethereum-address.ts';
import { iban } from './pii/iban.ts';
import { ipv4, ipv6 } from './pii/ip-address.ts';
import { macAddress } from './pii/mac-address.ts';
import { medicalRecordNumber } from './pii/medical-record-number.ts';
import { passport } from './pii/passport.ts';
import { paymentCard } from './pii/payment-card.ts';
import { phone } from './pii/phone.ts';
import { postalCode } from './pii/postal-code.ts';
import { url } from './pii/url.ts';
import { usDriverLicense } from './pii/us-driver-license.ts';
import { usItin } from './pii/us-itin.ts';
import { usSsn } from './pii/us-ssn.ts';
import { awsAccessKey } from './secrets/aws-access-key.ts';
import { credential } from './secrets/credential.ts';
import { githubToken } from './secrets/github-token.ts';
import { googleApiKey } from './secrets/google-api-key.ts';
import { jsonWebToken } from './secrets/json-web-token.ts';
import { modelProviderKey } from './secrets/model-provider-key.ts';
import { platformKey } from './secrets/platform-key.ts';
import { privateKey } from './secrets/private-key.ts';
import { serviceToken } from './secrets/service-token.ts';
import { stripeKey } from './secrets/stripe-key.ts';

/** Everything that is looked for. A new detector is a file of its own and a line here. */
export const detectors: readonly Detector[] = [
  email,
  paymentCard,
  usSsn,
  usItin,
  phone,
  ipv4,
  ipv6,
  macAddress,
  iban,
  abaRoutingNumber,
  bankAccount,
  bitcoinAddress,
  ethereumAddress,
  usDriverLicense,
  passport,
  medicalRecordNumber,
  dateOfBirth,
  person,
  address,
  postalCode,
  location,
  nationalities,
  organization,
  date,
  age,
  url,
  privateKey,
  awsAccessKey,
  githubToken,
  googleApiKey,
  serviceToken,
  stripeKey,
  modelProviderKey,
  platformKey,
  jsonWebToken,
  credential,
];
