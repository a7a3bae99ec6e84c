/** What a comparative asks of one thing: `higher` how high it is, `lower` as well. */
const bases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    high: 'higher lower',
    tall: 'taller',
    long: 'longer shorter',
    wide: 'wider narrower broader',
    deep: 'deeper shallower',
    heavy: 'heavier lighter',
    old: 'older younger newer',
    fast: 'faster slower quicker',
    large: 'larger smaller',
    big: 'bigger',
    hot: 'hotter warmer colder cooler',
    expensive: 'cheaper dearer',
    far: 'farther further nearer',
  }).flatMap(([base, forms]) => forms.split(' ').map((form): [string, string] => [form, base])),
);

const comparative = new RegExp(String.raw`\b(?:${[...bases.keys()].join('|')})\b`, 'i');

const lesser = new Set(
  'lower shorter narrower shallower lighter younger newer slower smaller colder cooler cheaper nearer'.split(
    ' ',
  ),
);

/** A text as it would stand of one thing alone: with `high` for `higher`. */
export interface WithoutComparative {
  readonly text: string;
  /** Whether the comparative says that the first thing has less of it: `lower`, `cheaper`. */
  readonly isLess: boolean;
}

/** A text without its first comparative; undefined when it has none. */
export const withoutComparative = (text: string): WithoutComparative | undefined => {
  const found = comparative.exec(text)?.[0].toLowerCase();
  if (found === undefined) return undefined;
  return { text: text.replace(comparative, bases.get(found) ?? found), isLess: lesser.has(found) };
};

/** The adjective that a comparative belongs to; undefined of another word. */
export const baseOf = (word: string): string | undefined => bases.get(word.toLowerCase());
