import type { DecompositionRule } from './decomposition.ts';

const later =
  /^how (?:many (?:years|months|days)|long) (after|before) (.{1,200}?) (was|were) (.{1,200}) (\p{L}+)$/iu;

/** `How many years after A was B built?` asks when each was. */
export const elapsed: DecompositionRule = (question) => {
  const [, order = '', one = '', verb = '', other = '', done = ''] = later.exec(question) ?? [];
  if (order === '') return undefined;
  const [late, early] = /after/i.test(order) ? [other, one] : [one, other];
  const of = (thing: string) => ({ text: `When ${verb} ${thing} ${done}`, thing });
  return { operation: 'difference', questions: [of(late), of(early)] };
};
