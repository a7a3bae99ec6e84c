import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

/** The names of credentials, at the end of an identifier, and what may close a quoted one. */
const names =
  /(?:password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|client[_-]?secret|private[_-]?key)["'`]? {0,3}$/i;
/** The longest name with what may follow it, in characters. */
const longestName = 20;
const value = /[:=]{1,2}>? {0,3}["'`]?[^\s"'`,;<>()]{8,}/y;
const lead = /^[:=]{1,2}>? {0,3}["'`]?/;
const bearer = /bearer [^\s"'`,;<>()]{8,}/iy;
const bearerLength = 'bearer '.length;

/** What stands where a secret would: a reference to a variable, a mask, a template, an address. */
const placeholder =
  /^(?:[$%{<]|\*+|x{4,}|process\.env|os\.environ|env\.|https?:\/\/|\[[a-z_]+(?:[:#][a-z]+)?\]$)/i;

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w./-]/];

/** Bits a character, from how often each comes (Shannon 1948). Random texts of eight characters have close to 3. */
const entropy = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / text.length) * Math.log2(count / text.length),
    0,
  );
};

const isSecret = (value: string): boolean =>
  !placeholder.test(value) &&
  kinds.filter((kind) => kind.test(value)).length >= 2 &&
  entropy(value.slice(0, 256)) >= 2.5;

/** The last letters of the names. Most colons are ruled out by them, before anything is copied. */
const lastLetters = 'detynDETYN';

const isNamed = (text: string, sign: number): boolean => {
  let end = sign;
  while (sign - end < 3 && text.charAt(end - 1) === ' ') end -= 1;
  if (`"'\``.includes(text.charAt(end - 1))) end -= 1;
  return (
    end > 0 &&
    lastLetters.includes(text.charAt(end - 1)) &&
    names.test(text.slice(Math.max(0, sign - longestName), sign))
  );
};

/** The values that stand after a colon or an equals sign with the name of a credential before it. */
const assigned = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  let [colon, equals] = [text.indexOf(':'), text.indexOf('=')];
  while (colon >= 0 || equals >= 0) {
    const sign = colon < 0 || (equals >= 0 && equals < colon) ? equals : colon;
    const end = isNamed(text, sign) ? endOfMatch(text, value, sign) : -1;
    const from = Math.max(end, sign + 1);
    if (end > 0) {
      const start = sign + (lead.exec(text.slice(sign, Math.min(end, sign + longestName)))?.[0].length ?? 0);
      if (isSecret(text.slice(start, end))) spans.push({ start, end });
    }
    if (colon >= 0 && colon < from) colon = text.indexOf(':', from);
    if (equals >= 0 && equals < from) equals = text.indexOf('=', from);
  }
  return spans;
};

/** Values given to a name like `password` or `api_key`, and bearer tokens, when they look random: two kinds of characters, well mixed. */
export const credential: Detector = {
  check: 'secrets',
  type: 'credential',
  severity: 'high',
  redacted: true,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const bearers = prefixedTokens(text, survey, bearer, (token) => isSecret(token.slice(bearerLength)));
    return [...assigned(text), ...bearers.map(({ start, end }) => ({ start: start + bearerLength, end }))];
  },
};
