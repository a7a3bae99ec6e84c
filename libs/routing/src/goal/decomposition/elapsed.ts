import type { DecompositionRule } from './decomposition.ts';

const later =
  /^how (?:many (year|month|day)s|long) (after|before) (.{1,200}?) (was|were) (.{1,200}) (\p{L}+)$/iu;

const units = ['year', 'month', 'day'] as const;

/** `How many years after A was B built?` asks when each was. */
export const elapsed: DecompositionRule = (question) => {
  const [, unit, order = '', one = '', verb = '', other = '', done = ''] = later.exec(question) ?? [];
  if (order === '') return undefined;
  const [late, early] = /after/i.test(order) ? [other, one] : [one, other];
  const of = (thing: string) => ({ text: `When ${verb} ${thing} ${done}`, thing });
  const questions = [of(late), of(early)];
  const asked = units.find((one) => one === unit?.toLowerCase());
  return {
    operation: 'difference',
    questions,
    greater: 'first',
    ...(asked === undefined ? {} : { unit: asked }),
  };
};
