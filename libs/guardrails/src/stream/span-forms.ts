/** How things of a type are written, which says where a text can be cut without cutting one. */
export type SpanForm =
  /** Without white space. */
  | 'word'
  /** Digits, perhaps in groups. */
  | 'digits'
  /** Between a first and a last line. */
  | 'block'
  /** Anything else, of a bounded length. */
  | 'phrase';

/** A type that is not here is a phrase. */
const forms: Readonly<Record<string, SpanForm>> = {
  payment_card: 'digits',
  us_ssn: 'digits',
  private_key: 'block',
  email: 'word',
  aws_access_key: 'word',
  credential: 'word',
  github_token: 'word',
  google_api_key: 'word',
  json_web_token: 'word',
  model_provider_key: 'word',
  octollm_key: 'word',
  service_token: 'word',
  stripe_key: 'word',
};

/** How things of a type are written. */
export const formOf = (type: string): SpanForm => forms[type] ?? 'phrase';
