import type { Detector } from './detector.ts';
import { email } from './pii/email.ts';
import { iban } from './pii/iban.ts';
import { paymentCard } from './pii/payment-card.ts';
import { usSsn } from './pii/us-ssn.ts';
import { awsAccessKey } from './secrets/aws-access-key.ts';
import { credential } from './secrets/credential.ts';
import { githubToken } from './secrets/github-token.ts';
import { jsonWebToken } from './secrets/json-web-token.ts';
import { modelProviderKey } from './secrets/model-provider-key.ts';
import { platformKey } from './secrets/platform-key.ts';
import { privateKey } from './secrets/private-key.ts';
import { stripeKey } from './secrets/stripe-key.ts';

/** Everything that is looked for. A new detector is a file of its own and a line here. */
export const detectors: readonly Detector[] = [
  email,
  paymentCard,
  usSsn,
  iban,
  privateKey,
  awsAccessKey,
  githubToken,
  stripeKey,
  modelProviderKey,
  platformKey,
  jsonWebToken,
  credential,
];
