import { withoutComparative } from './comparatives.ts';
import type { DecompositionRule, Operation } from './decomposition.ts';
import { lastName } from './names.ts';

const difference = /^(?:by )?(how (?:many|much)\b(?! times\b).{1,400}?)\bthan (?!\p{N})(.{1,300})$/iu;
const ratio = /^how many times as (\p{L}+)\b(.{1,400}?) as (?!\p{N})(.{1,300})$/iu;
const ratioThan = /^how many times (\p{L}+)\b(.{1,400}?) than (?!\p{N})(.{1,300})$/iu;
const amount = /\b(?:more|fewer|less)\b ?/i;
const standsFor = /^(?:that|those|the ones?) (?:(?:of|in|at|for|on|from|with) )?/i;
const condition = / (?:in|of) \p{N}{4}$/u;
const preposition = /^(in|on|at|for|during|from|by|with|under) /i;
const numbered = /^ \p{N}+(?= |$)/u;
const auxiliary = /\b(is|are|was|were|does|do|did|has|have|had|can|could|will) (.{1,200})$/i;

/** What of the left side stands where the right side does: `in a good year` beside `in a poor one`. */
const counterpart = (left: string, right: string): string | undefined => {
  const word = preposition.exec(right)?.[1];
  if (word !== undefined) {
    const at = left.toLowerCase().lastIndexOf(` ${word.toLowerCase()} `);
    return at === -1 ? undefined : left.slice(at + 1);
  }
  if (/\p{Lu}/u.test(right)) {
    const name = lastName(left);
    if (name === undefined) return undefined;
    const number = numbered.exec(left.slice(left.lastIndexOf(name) + name.length))?.[0] ?? '';
    return `${name}${number}`;
  }
  const [, verb = '', rest = ''] = auxiliary.exec(left) ?? [];
  if (/^(?:is|are|was|were)$/i.test(verb)) return rest;
  // `has the café sold` ends in a verb and `has the café` does not: then it is as long as the other side.
  const isWhole = /^(?:has|have|had)$/i.test(verb) && rest.split(' ').length <= right.split(' ').length;
  const thing = isWhole ? rest : rest.replace(/ \p{L}+$/u, '');
  return /^(?:the|an?)?$/i.test(thing) ? undefined : thing;
};

/** `one` is the noun of the other side. */
const withNoun = (right: string, other: string): string =>
  right.replace(/\bones?$/i, () => other.split(' ').at(-1) ?? '');

const split = (
  operation: Operation,
  left: string,
  said: string,
  greater?: 'first' | 'second',
): ReturnType<DecompositionRule> => {
  const shared = condition.exec(said)?.[0] ?? '';
  const isShared = shared !== '' && !condition.test(left) && said.length > shared.length;
  const right = (isShared ? said.slice(0, -shared.length) : said).replace(standsFor, '');
  const first = counterpart(left, right);
  if (first === undefined || first === '') return undefined;
  const second = withNoun(right, first);
  // Lower case beside a name is its article: `Birch Lake` stands for `the Rhine`.
  const base = `${left}${isShared ? shared : ''}`;
  const at = base.lastIndexOf(first);
  const of = (thing: string): string => `${base.slice(0, at)}${thing}${base.slice(at + first.length)}`;
  const bare = /^\p{Lu}/u.test(first) ? second.replace(/^(?:the|an?) /, '') : second;
  return {
    operation,
    ...(greater === undefined ? {} : { greater }),
    questions: [
      { text: of(first), thing: first },
      { text: of(bare), thing: bare },
    ],
  };
};

const measured = 'high|tall|long|wide|deep|heavy|old|fast|large|big|hot|expensive|far';
const much = new RegExp(`^how much (?=(?:${measured})\\b)`, 'i');
const unitBefore = new RegExp(String.raw`^(how many \p{L}+) (is|are|was|were) (.+) (${measured})\b`, 'iu');

/** `How many times as long is A as B?`, `How many times longer is A than B?` */
const ratioOf: DecompositionRule = (question) => {
  const [, asked = '', rest = '', right = ''] = ratio.exec(question) ?? [];
  if (asked !== '') return split('ratio', `How ${asked}${rest}`, right);
  const [, than = '', of = '', other = ''] = ratioThan.exec(question) ?? [];
  if (/^more$/i.test(than))
    return split('ratio', / expensive\b/i.test(of) ? `How${of}` : `How many${of}`, other, 'first');
  const base = withoutComparative(than);
  if (base === undefined) return undefined;
  return split('ratio', `How ${base.text}${of}`, other, base.isLess ? 'second' : 'first');
};

/** `How much higher is A than B?`, `How many more X has A than B?`, and how many times. */
export const thanAnother: DecompositionRule = (question) => {
  const [, left = '', right = ''] = difference.exec(question) ?? [];
  if (left === '') return ratioOf(question);
  const more = amount.exec(left)?.[0].trim().toLowerCase();
  const compared = more === undefined ? withoutComparative(left) : undefined;
  const isLess = more === undefined ? compared?.isLess : more !== 'more';
  if (isLess === undefined) return undefined;
  const base = (compared?.text ?? left.replace(amount, ''))
    .replace(much, 'How ')
    .replace(unitBefore, '$1 $4 $2 $3');
  return split('difference', base.replace(/ +/g, ' ').trim(), right, isLess ? 'second' : 'first');
};
