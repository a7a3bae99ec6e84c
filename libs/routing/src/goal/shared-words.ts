/** What a thing is asked about, in words that are no name: the `the altitudes of` of `the altitudes of Kestrel Peak`. */
const head = /^(?:the |an? )?(?:\p{Ll}[\p{L}-]{1,30} ){1,3}of /u;
const indirect =
  /^((?:how(?: \p{Ll}+)?|what|when|where|why|whether) )(.{1,300}) ((?:is|are|was|were|do|does|did|can|may|must|has|have)\b.{0,100})$/u;
/** Adjectives that tell two things of one kind apart; no noun is one of them. */
const telling =
  /^((?:the|our|their) )?(?:old|new|older|newer|first|second|third|upper|lower|left|right|northern|southern|eastern|western|small|large|smaller|larger)\b/i;

/** A subject with what is asked of it before its `of`, where it says that. */
interface Subject {
  readonly head: string | null;
  readonly name: string;
}

const subjectOf = (text: string): Subject => {
  if (text.startsWith('of ')) return { head: null, name: text.slice('of '.length) };
  const own = head.exec(text);
  return own === null ? { head: null, name: text } : { head: own[0], name: text.slice(own[0].length) };
};

/** `the old` beside `the new cold store` is the old cold store. */
const withNoun = (name: string, last: string): string => {
  const noun = last.replace(telling, '');
  return noun !== last && telling.exec(name)?.[0] === name ? name + noun : name;
};

/** A list of subjects without the question that is asked of each: `how long` and `are kept` around it. */
export const withoutQuestion = (list: string): { readonly list: string; readonly question: string } => {
  const [, before = '', inside = '', after = ''] = indirect.exec(list) ?? [];
  return inside === '' ? { list, question: '' } : { list: inside, question: `${before}${after}` };
};

/**
 * Gives each subject of a list the words that all share and only one says: `the altitudes of A`, `B` and `the capacity
 * of the old`, `of the new store`.
 */
export const withSharedWords = (texts: readonly string[]): readonly string[] => {
  const subjects = texts.map(subjectOf);
  const shared = subjects[0]?.head ?? '';
  const last = subjects.at(-1)?.name ?? '';
  return subjects.map(({ head: own, name }) => {
    const isOwn = own !== null || name.includes(' of ');
    return `${isOwn ? (own ?? '') : shared}${withNoun(name, last)}`;
  });
};
