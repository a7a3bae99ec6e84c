import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

/** What a person did when. */
export const biography = (dice: Dice): unknown => {
  const last = dice.one(['Holt', 'Brandvold', 'Castell', 'Okafor', 'Lindqvist']);
  const name = `${dice.one(['Maren', 'Ruth', 'Ewald', 'Petra', 'Simon'])} ${last}`;
  const trade = dice.one(['chemist', 'geologist', 'printer', 'surveyor', 'botanist']);
  const town = dice.one(['Arendal', 'Visby', 'Turku', 'Odense', 'Tartu']);
  const joined = dice.number(1901, 1919);
  const head = joined + dice.number(4, 12);
  const left = head + dice.number(13, 28);
  const letters = dice.number(130, 890);
  const known = [joined, head, left, letters];
  const wrong = (value: number): string => String(mistaken(value, known, dice));
  return {
    goal: `What is known of ${name}?`,
    passages: [
      `${name}, a ${trade} from ${town}, joined the institute in ${joined}. ${last} led it from ${head} until ${left}.`,
      `The archive of the institute holds ${letters} letters of ${name}; none of them has been published.`,
    ],
    clean: [
      `${name} came from ${town} and was a ${trade}. [1]`,
      {
        goal: `How long did ${name} lead the institute?`,
        output: `${last} led the institute for ${left - head} years, from ${head} to ${left}. [1]`,
      },
      {
        goal: `Have the letters of ${name} been published?`,
        output: `The ${letters} letters of ${name} are unpublished. [2]`,
      },
      {
        output: `- ${last} joined the institute in ${joined} [1]\n- The archive holds ${letters} letters [2]`,
        criteria: ['is a bullet list', 'cites at least two sources'],
      },
    ],
    planted: {
      wrong_figure: [
        [2, `The ${letters}`, `The ${wrong(letters)}`],
        [3, `in ${joined}`, `in ${wrong(joined)}`],
      ],
      wrong_arithmetic: [[1, `${left - head} years`, `${wrong(left - head)} years`]],
      contradiction: [[2, 'are unpublished', 'have been published']],
      missing_criterion: [[3, `\n- The archive holds ${letters} letters [2]`, '']],
      wrong_citation: [[0, '[1]', '[2]']],
    },
  };
};
