import { trimmed } from '../words.ts';
import { baseOf } from './comparatives.ts';
import type { DecompositionRule } from './decomposition.ts';
import { isWithoutNoun } from './names.ts';

const choice =
  /^(?:which|what|who)(?: of the (?:two|three|\p{L}+))?\b(.{1,200}?)[,:] (.{1,300}?),? or (.{1,200})$/iu;
const isMore = /^(.{0,120}?)\b(?:is|are|was|were) (?:the )?(\p{L}+)$/iu;
const hasMore =
  /^(.{0,120}?)\b(has|had|have|uses?|needs?|holds?|carries|carry|costs?) (?:the )?(?:more|fewer|less|most|fewest|least|larger|smaller|higher|lower) ?(.{0,120})$/iu;
const whenDone = /^(.{0,120}?)\b(was|were) (\p{L}+)(?: \p{L}+)? (?:later|earlier|first|last|sooner)$/iu;
const pronoun = /^(?:the|that|those) ?(?:ones?)? ?(?:of|in|at|on|for|from)? ?/i;

/** `the one at Crook` of a tunnel is the tunnel at Crook; what has a name of its own needs no noun. */
const named = (thing: string, noun: string): string =>
  /^(?:the ones?|that|those)\b/i.test(thing) ? `${noun} ${thing.replace(pronoun, '')}`.trim() : thing;

/** `Which X is longer, A or B?` asks how long each is. */
export const amongChoices: DecompositionRule = (question) => {
  const [, asked = '', list = '', last = ''] = choice.exec(question) ?? [];
  if (list === '') return undefined;
  const things = [...list.split(', '), last].map(trimmed);
  if (things.includes('')) return undefined;
  const of = (noun: string, text: (thing: string) => string): ReturnType<DecompositionRule> => {
    if (noun.trim() !== '' && things.some(isWithoutNoun)) return undefined;
    const questions = things
      .map((one) => named(one, noun.trim()))
      .map((thing) => ({ text: text(thing), thing }));
    return { operation: 'compare', questions };
  };
  const when = whenDone.exec(asked);
  if (when !== null) return of(when[1] ?? '', (thing) => `When ${when[2]} ${thing} ${when[3]}`);
  const more = isMore.exec(asked);
  const base = baseOf(more?.[2] ?? '');
  if (base === 'expensive') return of(more?.[1] ?? '', (thing) => `How much does ${thing} cost`);
  if (base !== undefined) return of(more?.[1] ?? '', (thing) => `How ${base} is ${thing}`);
  const has = hasMore.exec(asked);
  const counts = (thing: string): string =>
    `How ${has?.[3] === '' ? 'much' : `many ${has?.[3]}`} ${has?.[2]} ${thing}`;
  return has === null ? undefined : of(has[1] ?? '', counts);
};
