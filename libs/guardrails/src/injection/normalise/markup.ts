import { bitOf } from './decoding.ts';
import { type DerivedText, TextBuilder } from './derived-text.ts';

const signs = ['*', '`', '~', '-\n', '-\r\n', '<'] as const;
/** What shows nothing between two letters of a word: tags, comments, marks of emphasis, a hyphen at the end of a line. */
const inWord =
  /(?<=\p{L})(?:<!--[^<>]{0,80}-->|<\/?[a-z][^<>]{0,80}>|[*`~]|-\r?\n[ \t]{0,8}){1,8}(?=\p{L})/giu;

const wordsJoined = (source: DerivedText): DerivedText => {
  const { text } = source;
  if (!signs.some((sign) => text.includes(sign))) return source;
  let builder: TextBuilder | undefined;
  let from = 0;
  for (const { index, 0: match } of text.matchAll(inWord)) {
    builder ??= new TextBuilder(source);
    builder.copy(from, index - 1);
    from = index + match.length;
    // The letter before carries that something stood behind it.
    builder.put(text.charAt(index - 1), index - 1, index, bitOf('markup'));
  }
  if (builder === undefined) return source;
  builder.copy(from, text.length);
  return builder.build();
};

/** The layers of a text, and each once more without the markup inside of its words where there is some. */
export const withWordsJoined = (layers: readonly DerivedText[]): readonly DerivedText[] => {
  const more = layers.map(wordsJoined).filter((joined, index) => joined !== layers[index]);
  return more.length === 0 ? layers : [...layers, ...more];
};
