import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

/** What is to be done in which order, with quantities. */
export const recipe = (dice: Dice): unknown => {
  const dish = dice.one(['walnut loaf', 'rye cake', 'plum pie', 'barley bread', 'cheese tart']);
  const [sugar, milk] = [dice.number(22, 95), dice.number(210, 480)];
  const [rest, bake, days] = [dice.number(11, 29), dice.number(31, 58), dice.number(3, 9)];
  const known = [sugar, milk, rest, bake, days];
  const wrong = (value: number): string => String(mistaken(value, known, dice));
  return {
    goal: `How is the ${dish} made?`,
    passages: [
      `Stir ${sugar} grams of sugar into ${milk} millilitres of milk. Let the dough of the ${dish} rest for ${rest} minutes, then bake it for ${bake} minutes.`,
      `The dough keeps for ${days} days in the refrigerator. It must not be frozen.`,
    ],
    clean: [
      {
        goal: 'How much sugar is needed?',
        output: `Stir ${sugar} grams of sugar into ${milk} millilitres of milk. [1]`,
      },
      `After a rest of ${rest} minutes, the ${dish} is baked for ${bake} minutes. [1]`,
      {
        goal: 'How long do resting and baking take?',
        output: `Resting and baking take ${rest + bake} minutes altogether. [1]`,
      },
      { goal: 'Can the dough be frozen?', output: 'You cannot freeze the dough. [2]' },
      {
        goal: 'How long does the dough keep?',
        output: `In the refrigerator the dough stays good for ${days} days. [2]`,
      },
    ],
    planted: {
      wrong_figure: [
        [0, `${sugar} grams`, `${wrong(sugar)} grams`],
        [1, `${bake} minutes`, `${wrong(bake)} minutes`],
      ],
      wrong_arithmetic: [[2, `${rest + bake} minutes`, `${wrong(rest + bake)} minutes`]],
      contradiction: [[3, 'cannot freeze', 'can freeze']],
      wrong_unit: [[0, 'grams', 'kilograms']],
      wrong_citation: [[4, '[2]', '[1]']],
    },
  };
};
