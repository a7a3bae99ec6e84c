const name = String.raw`\p{Lu}[\p{L}\p{N}'’-]{0,40}(?: \p{Lu}[\p{L}\p{N}'’-]{0,40}){0,4}`;
const named = new RegExp(String.raw`(?<=\p{L} |\p{L}, )${name}`, 'gu');

/** The last name of a text that does not begin it: words with capitals beside each other. */
export const lastName = (text: string): string | undefined => text.match(named)?.at(-1);

/** `the red` beside `which car`: what it names stands elsewhere. */
export const isWithoutNoun = (thing: string): boolean => /^the \p{Ll}[\p{L}-]*$/u.test(thing);

const item = String.raw`(?:the )?${name}(?: \p{Ll}{3,20}(?=,| and\b| or\b))?`;
const list = new RegExp(
  String.raw`(?<=\p{L} )${item}(?:, ${item}){0,8},? and (?:the )?${name}(?: \p{Ll}{3,20})?`,
  'u',
);

/** Names in a row, each with the noun behind it where the first has one: `the Oder mill and the Spree mill`. */
export const listedNames = (
  text: string,
): { readonly whole: string; readonly items: readonly string[] } | undefined => {
  const found = list.exec(text)?.[0];
  if (found === undefined) return undefined;
  const items = found.split(/, and |, | and /);
  const noun = / (\p{Ll}{3,20})$/u;
  const head = noun.exec(items[0] ?? '')?.[1];
  const last = items.at(-1) ?? '';
  // What follows the last name is its noun only when it is that of the others; otherwise it is the verb.
  const isNoun = head !== undefined && noun.exec(last)?.[1] === head;
  const end = isNoun ? last : last.replace(noun, '');
  const whole = found.slice(0, found.length - (last.length - end.length));
  return { whole, items: [...items.slice(0, -1), end] };
};
