/** What stands where a secret would: a reference to a variable, a mask, a template, an address. */
const placeholder =
  /^(?:[$%{<]|\*+|x{4,}|process\.env|os\.environ|env\.|https?:\/\/|\[[a-z_]+(?:[:#][a-z]+)?\]$)/i;
/** The path of a file. */
const path = /^[\w.~-]*\/[\w.~/-]*\.[a-z]\w{1,4}$/i;
/** What code takes out of a list, and the type of one. */
const element = /^[A-Za-z_$][\w$.]*\[[\w$+-]*\]/;
/** Names of things: words in small letters with hyphens between them, perhaps with a digit or two each. */
const hyphenated = /^[a-z]+(?:\d{1,2}[a-z]*)?(?:-[a-z]+(?:\d{1,2}[a-z]*)?)+$/;
/** A sign at the very end may be the sentence's. */
const digitOrSign = /\d|[^\w./-]./;
const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s./-]/];
/** How much of a value is looked at, in characters. */
const longest = 256;

/** Bits a character, from how often each comes (Shannon 1948). Random texts of eight characters have close to 3. */
const entropy = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / text.length) * Math.log2(count / text.length),
    0,
  );
};

/**
 * Whether a value looks random: a digit or a sign, some kinds of characters, well mixed; no reference, path or name.
 * @param fewestKinds of small letters, capitals, digits and signs
 */
export const isSecret = (value: string, fewestKinds = 2): boolean => {
  const part = value.slice(0, longest);
  return (
    digitOrSign.test(part) &&
    !placeholder.test(part) &&
    !path.test(part) &&
    !element.test(part) &&
    !hyphenated.test(part) &&
    kinds.filter((kind) => kind.test(part)).length >= fewestKinds &&
    entropy(part) >= 2.5
  );
};

/** Whether a value of several words is a passphrase and no sentence: one of the words holds a digit or a sign inside. */
export const isPassphrase = (value: string): boolean =>
  /^\S+(?: \S+){1,4}$/.test(value) && /[a-z][^a-z\s'\u2019.,/-]+[a-z]/i.test(value) && isSecret(value, 3);
