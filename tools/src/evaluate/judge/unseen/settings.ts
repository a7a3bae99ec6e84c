import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

const schema = {
  type: 'object',
  required: ['setting', 'default', 'maximum'],
  additionalProperties: false,
  properties: {
    setting: { type: 'string' },
    default: { type: 'integer' },
    maximum: { type: 'integer' },
  },
};

/** The reference of a program's settings. */
export const settings = (dice: Dice): unknown => {
  const [kept = '', packed = ''] = dice.some(['snapshots', 'journals', 'thumbnails', 'uploads', 'drafts'], 2);
  const [usual, most] = [dice.number(4, 48), dice.number(60, 250)];
  const [count, pack] = [`${kept}.limit`, `${packed}.compress`];
  const wrong = (value: number): string => String(mistaken(value, [usual, most], dice));
  const json = JSON.stringify({ setting: count, default: usual, maximum: most });
  return {
    goal: `What does ${count} do?`,
    passages: [
      `\`${count}\` (integer, default ${usual}, at most ${most}): how many ${kept} are kept.`,
      `\`${pack}\` (boolean, default false): whether ${packed} are compressed. A change takes effect after a restart.`,
    ],
    clean: [
      { goal: `How many ${kept} are kept?`, output: `By default ${usual} ${kept} are kept. [1]` },
      {
        goal: `What is the largest value of ${count}?`,
        output: `The value of \`${count}\` may not exceed ${most}. [1]`,
      },
      {
        goal: `When does a change of ${pack} take effect?`,
        output: `A change of \`${pack}\` takes effect after a restart. [2]`,
      },
      {
        goal: `Are ${packed} compressed?`,
        output: `Unless it is switched on, ${packed} are not compressed. [2]`,
      },
      { goal: `What are the bounds of ${count}, as JSON?`, output: json, schema },
    ],
    planted: {
      wrong_figure: [
        [0, `default ${usual}`, `default ${wrong(usual)}`],
        [1, `exceed ${most}`, `exceed ${wrong(most)}`],
      ],
      contradiction: [
        [1, 'may not exceed', 'must exceed'],
        [2, 'takes effect after a restart', 'takes effect without a restart'],
      ],
      invalid_schema: [
        [4, `"default":${usual}`, `"default":"${usual}"`],
        [4, `,"maximum":${most}`, ''],
      ],
      wrong_citation: [[2, '[2]', '[1]']],
    },
  };
};
