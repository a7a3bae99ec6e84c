import type { Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { isPassphrase, isSecret } from './secret-value.ts';

/** The names of credentials, at the end of an identifier, and what may close a quoted one. */
const names =
  /(?:password|passwd|passphrase|passwort|kennwort|contrase[nñ]a|mot de passe|senha|wachtwoord|pwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|(?<!(?:page|next)[_-]?)token)["'`]?[ \u00a0\u202f]{0,3}$/i;
/** The longest name with what may follow it, in characters. */
const longestName = 20;
/** The last letters of the names. Most colons are ruled out by them, before anything is copied. */
const lastLetters = 'adentyADENTY';

const lead = /[:=]{1,2}>? {0,3}["'`(]?/y;
const word = /[^\s"'`,;<>()]{8,}/y;
/** The longest value with spaces, in characters. A stream holds that much back: see `QuotedValue`. */
export const longestQuoted = 64;
/** What a pair of quotation marks encloses, from behind the first one; spaces inside count as well. */
const quoted: Readonly<Record<string, RegExp>> = Object.fromEntries(
  ['"', "'", '`'].map((mark) => [mark, new RegExp(`[^${mark}\\n]{8,${longestQuoted}}(?=${mark})`, 'y')]),
);

const isNamed = (text: string, sign: number): boolean => {
  let end = sign;
  while (sign - end < 3 && ' \u00a0\u202f'.includes(text.charAt(end - 1))) end -= 1;
  if (`"'\``.includes(text.charAt(end - 1))) end -= 1;
  return (
    end > 0 &&
    lastLetters.includes(text.charAt(end - 1)) &&
    names.test(text.slice(Math.max(0, sign - longestName), sign))
  );
};

/** What is given to a name. */
interface Value extends Span {
  readonly isSecret: boolean;
}

/** The value behind a sign of assignment; undefined when it is too short for one. */
const valueBehind = (text: string, sign: number): Value | undefined => {
  const start = endOfMatch(text, lead, sign);
  const marks = quoted[text.charAt(start - 1)];
  const close = marks === undefined ? -1 : endOfMatch(text, marks, start);
  if (close > 0 && isPassphrase(text.slice(start, close))) return { start, end: close, isSecret: true };
  const end = endOfMatch(text, word, start);
  if (end < 0) return undefined;
  // What is followed by a bracket is the call of a function.
  return { start, end, isSecret: text.charAt(end) !== '(' && isSecret(text.slice(start, end)) };
};

/** The secret values that stand after a colon or an equals sign with the name of a credential before it. */
export const assignedValues = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  let [colon, equals] = [text.indexOf(':'), text.indexOf('=')];
  while (colon >= 0 || equals >= 0) {
    const sign = colon < 0 || (equals >= 0 && equals < colon) ? equals : colon;
    const value = isNamed(text, sign) ? valueBehind(text, sign) : undefined;
    if (value?.isSecret === true) spans.push({ start: value.start, end: value.end });
    // Values are read once, secret or not: they may be long and full of signs.
    const from = value?.end ?? sign + 1;
    if (colon >= 0 && colon < from) colon = text.indexOf(':', from);
    if (equals >= 0 && equals < from) equals = text.indexOf('=', from);
  }
  return spans;
};
