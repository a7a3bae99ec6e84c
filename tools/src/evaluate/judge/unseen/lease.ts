import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

/** What a contract allows and forbids, and what is due. */
export const lease = (dice: Dice): unknown => {
  const [pet = '', otherPet = ''] = dice.some(['Dogs', 'Cats', 'Parrots', 'Hens', 'Rabbits'], 2);
  const [rent, fee, day, months] = [
    dice.number(6, 19) * 100,
    dice.number(2, 9),
    dice.number(11, 19),
    dice.number(3, 8),
  ];
  const known = [rent, fee, day, months];
  const wrong = (value: number): string => String(mistaken(value, known, dice));
  return {
    goal: 'What does the lease say?',
    passages: [
      `§ 4 The tenant may keep ${pet.toLowerCase()}, but no ${otherPet.toLowerCase()}. § 5 Either side may end the lease with a notice of ${months} months.`,
      `§ 9 The rent of ${rent} euros is due on the ${day}th of each month. Whoever pays late owes ${fee} percent of the rent on top.`,
    ],
    clean: [
      { goal: `Are ${pet.toLowerCase()} allowed?`, output: `${pet} are allowed. [1]` },
      { goal: `Are ${otherPet.toLowerCase()} allowed?`, output: `${otherPet} are forbidden. [1]` },
      { goal: 'When is the rent due?', output: `Rent is due on the ${day}th of the month. [2]` },
      {
        goal: 'What does a late payment cost?',
        output: `Whoever pays late owes ${(rent * fee) / 100} euros on top. [2]`,
      },
      { goal: 'How high is the rent?', output: `The rent is ${rent} euros a month. [2]` },
    ],
    planted: {
      contradiction: [
        [0, 'are allowed', 'are not allowed'],
        [1, 'are forbidden', 'are allowed'],
      ],
      wrong_figure: [
        [2, `${day}th`, `${day + 1}th`],
        [4, `${rent} euros`, `${wrong(rent)} euros`],
      ],
      wrong_arithmetic: [[3, `${(rent * fee) / 100} euros`, `${wrong((rent * fee) / 100)} euros`]],
      wrong_unit: [[4, 'euros', 'dollars']],
      wrong_citation: [[2, '[2]', '[1]']],
    },
  };
};
