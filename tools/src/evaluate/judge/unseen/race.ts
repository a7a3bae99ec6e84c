import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

/** Who was first, and by how much. */
export const race = (dice: Dice): unknown => {
  const [a = '', b = '', c = '', d = ''] = dice.some(
    ['Aslaug', 'Birger', 'Cecilie', 'Dagny', 'Eirik', 'Frida', 'Gunnar', 'Hedda'],
    4,
  );
  const [from = '', to = ''] = dice.some(['Lomen', 'Vang', 'Beito', 'Skogstad', 'Tyin'], 2);
  const first = dice.number(41, 55);
  const second = first + dice.number(3, 11);
  const third = second + dice.number(3, 11);
  const [climb, length] = [dice.number(310, 940), dice.number(12, 19)];
  const known = [first, second, third, climb, length];
  const wrong = (value: number): string => String(mistaken(value, known, dice));
  return {
    goal: `How did the race from ${from} to ${to} end?`,
    passages: [
      `${a} crossed the line after ${first} minutes, ${b} after ${second} minutes and ${c} after ${third} minutes. ${d} gave up halfway.`,
      `The course from ${from} to ${to} is ${length} kilometres long and climbs ${climb} metres.`,
    ],
    clean: [
      { goal: 'Who won?', output: `${a} won, ${second - first} minutes ahead of ${b}. [1]` },
      {
        goal: `Who was faster, ${b} or ${c}?`,
        output: `${c} was slower than ${b}: ${third} minutes against ${second}. [1]`,
      },
      { goal: `Did ${d} finish?`, output: `${d} did not finish. [1]` },
      {
        goal: 'What is the course like?',
        output: `From ${from} to ${to} the course climbs ${climb} metres over ${length} kilometres. [2]`,
      },
      {
        goal: 'Who came third?',
        output: `${c} came third, behind ${b}. [1]`,
        criteria: [`mentions ${b}`],
      },
    ],
    planted: {
      wrong_arithmetic: [[0, `${second - first} minutes`, `${wrong(second - first)} minutes`]],
      contradiction: [
        [1, 'slower', 'faster'],
        [2, 'did not finish', 'finished'],
      ],
      wrong_figure: [[3, `${climb} metres`, `${wrong(climb)} metres`]],
      wrong_unit: [[3, 'kilometres', 'miles']],
      wrong_citation: [[3, '[2]', '[1]']],
      missing_criterion: [[4, `, behind ${b}`, '']],
    },
  };
};
