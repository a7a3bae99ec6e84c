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

/** The first comparative of a text as it would stand of one thing alone: `higher` as `high`. */
export const withoutComparative = (text: string): string =>
  text.replace(comparative, (found) => bases.get(found.toLowerCase()) ?? found);

/** The adjective that a comparative belongs to; undefined of another word. */
export const baseOf = (word: string): string | undefined => bases.get(word.toLowerCase());
