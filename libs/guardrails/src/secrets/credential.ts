import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { type Survey, surveyOf } from '../survey/survey.ts';
import { addressPasswords } from './address-passwords.ts';
import { assignedValues } from './assigned-values.ts';
import { prefixedTokens } from './prefixed-tokens.ts';
import { isSecret } from './secret-value.ts';

/** Words that announce a value, with the value. */
interface Announced {
  readonly pattern: RegExp;
  /** The words alone. */
  readonly lead: RegExp;
  readonly isReal: (value: string) => boolean;
}

/** Whether a value is the user and the password of HTTP's basic authentication (RFC 7617). */
const isUserAndPassword = (value: string): boolean => {
  try {
    return /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(atob(value));
  } catch {
    return false;
  }
};

const announced: readonly Announced[] = [
  {
    pattern: /bearer [^\s"'`,;<>()]{8,}/iy,
    lead: /bearer /iy,
    isReal: (value) => isSecret(value),
  },
  {
    pattern: /basic [A-Za-z0-9+/]{8,1024}={0,2}(?![A-Za-z0-9+/=])/iy,
    lead: /basic /iy,
    isReal: isUserAndPassword,
  },
  {
    // In a sentence the value may be an ordinary word: it has to be more random.
    pattern:
      /(?:password|passphrase|passwort|kennwort|contrase[nñ]a|mot de passe|senha|pwd) (?:is|was|ist|lautet|es|est):? ["'`]?[^\s"'`,;<>()]{7,}[^\s"'`,;<>().]/iy,
    lead: /[\p{L} ]+? (?:is|was|ist|lautet|es|est):? ["'`]?/iuy,
    isReal: (value) => isSecret(value, 3),
  },
];

const announcedValues = (
  text: string,
  survey: Survey,
  { pattern, lead, isReal }: Announced,
): readonly Span[] => {
  const spans: Span[] = [];
  for (const { start, end } of prefixedTokens(text, survey, pattern)) {
    const value = { start: endOfMatch(text, lead, start), end };
    if (isReal(text.slice(value.start, end))) spans.push(value);
  }
  return spans;
};

/**
 * Values given to a name like `password` or `api_key` by a sign or a verb, tokens of HTTP's authentication and
 * passwords in addresses, when they look random.
 */
export const credential: Detector = {
  check: 'secrets',
  type: 'credential',
  severity: 'high',
  redacted: true,
  confidence: confidence.shaped,
  detect: (text, survey = surveyOf(text)) => [
    ...assignedValues(text),
    ...addressPasswords(text),
    ...announced.flatMap((kind) => announcedValues(text, survey, kind)),
  ],
};
