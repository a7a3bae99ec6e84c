import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const assigned =
  /(?:password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|client[_-]?secret|private[_-]?key)["'`]? {0,3}[:=]{1,2}>? {0,3}["'`]?(?<value>[^\s"'`,;<>()]{8,})/dgi;
const bearer = /(?<![a-z])bearer (?<value>[^\s"'`,;<>()]{8,})/dgi;

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

/** Values given to a name like `password` or `api_key`, and bearer tokens, when they look random: two kinds of characters, well mixed. */
export const credential: Detector = {
  check: 'secrets',
  type: 'credential',
  severity: 'high',
  redacted: true,
  confidence: confidence.shaped,
  *detect(text) {
    yield* matches(text, assigned, isSecret);
    yield* matches(text, bearer, isSecret);
  },
};
