import { withoutComparative } from './comparatives.ts';
import type { DecompositionRule, Operation } from './decomposition.ts';
import { lastName } from './names.ts';

const difference = /^(?:by )?(how (?:many|much)\b.{1,400}?)\bthan (?!\p{N})(.{1,300})$/iu;
const ratio =
  /^how many times (?:as (much|many|\p{L}+)|(more))\b(.{1,400}?) (?:as|than) (?!\p{N})(.{1,300})$/iu;
const standsFor = /^(?:that|those|the ones?) (?:(?:of|in|at|for|on|from|with) )?/i;
const condition = / (?:in|of) \p{N}{4}$/u;
const preposition = /^(in|on|at|for|during|from|by|with|under) /i;
const auxiliary = /\b(is|are|was|were|does|do|did|has|have|had|can|could|will) (.{1,200})$/i;

/** What of the left side stands where the right side does: `in a good year` beside `in a poor one`. */
const counterpart = (left: string, right: string): string | undefined => {
  const word = preposition.exec(right)?.[1];
  if (word !== undefined) {
    const at = left.toLowerCase().lastIndexOf(` ${word.toLowerCase()} `);
    return at === -1 ? undefined : left.slice(at + 1);
  }
  if (/\p{Lu}/u.test(right)) return lastName(left);
  const [, verb = '', rest = ''] = auxiliary.exec(left) ?? [];
  if (/^(?:is|are|was|were)$/i.test(verb))
    return rest.replace(/ (?:\p{L}+ed|\p{L}+|long|high)$/u, (end) => (rest.split(' ').length > 3 ? '' : end));
  return rest.replace(/ \p{L}+$/u, '') || undefined;
};

/** `one` is the noun of the other side. */
const withNoun = (right: string, other: string): string =>
  right.replace(/\bones?$/i, other.split(' ').at(-1) ?? '');

const split = (operation: Operation, left: string, said: string): ReturnType<DecompositionRule> => {
  const shared = condition.exec(said)?.[0] ?? '';
  const isShared = shared !== '' && !condition.test(left) && said.length > shared.length;
  const right = (isShared ? said.slice(0, -shared.length) : said).replace(standsFor, '');
  const first = counterpart(left, right);
  if (first === undefined || first === '') return undefined;
  const second = withNoun(right, first);
  // Lower case beside a name is its article: `the Brenta Alta` stands for `the Ula`.
  const base = `${left}${isShared ? shared : ''}`;
  const at = base.lastIndexOf(first);
  const of = (thing: string): string => `${base.slice(0, at)}${thing}${base.slice(at + first.length)}`;
  const bare = /^\p{Lu}/u.test(first) ? second.replace(/^(?:the|an?) /, '') : second;
  return {
    operation,
    questions: [
      { text: of(first), thing: first },
      { text: of(bare), thing: bare },
    ],
  };
};

/** `How much higher is A than B?`, `How many more X has A than B?`, `How many times as long is A as B?` */
export const thanAnother: DecompositionRule = (question) => {
  const times = ratio.exec(question);
  if (times !== null) {
    const [, measured, , rest = '', right = ''] = times;
    const noun = rest.replace(/^ (?:more|as) /, ' ');
    return split('ratio', `How ${measured ?? 'many'}${noun}`, right);
  }
  const found = difference.exec(question);
  if (found === null) return undefined;
  const [, left = '', right = ''] = found;
  const base = withoutComparative(left.replace(/\b(?:more|fewer|less) ?/i, ''))
    .replace(
      /^how much (?=(?:high|tall|long|wide|deep|heavy|old|fast|large|big|hot|expensive|far)\b)/i,
      'How ',
    )
    .replace(
      /^(how many \p{L}+) (is|are|was|were) (.+) (high|tall|long|wide|deep|heavy|old|fast|large|big|hot|far)\b/iu,
      '$1 $4 $2 $3',
    );
  return split('difference', base.replace(/ +/g, ' ').trim(), right);
};
