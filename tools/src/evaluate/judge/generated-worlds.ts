import { PlantedWorld } from '@octollm/judging';
import { Dice } from './dice.ts';
import { type Place, type Places, placesOf } from './generated-places.ts';
import { mistaken } from './mistaken.ts';

const written = (value: number): string => value.toLocaleString('en');

const passagesOf = (
  { noun, counted, extra, measure, unit, places }: Places,
  [first, second, third, fourth]: Places['places'],
): string[] => {
  const told = ({ name, count, year, hasExtra }: Place): string =>
    `The ${noun} of ${name} was opened in ${year} and has ${written(count)} ${counted}. It ${hasExtra ? 'has a' : 'has no'} ${extra}.`;
  const rows = places.map(({ name, size }) => `| ${name} | ${written(size)} ${unit} |`);
  return [
    `${told(first)} ${told(second)}`,
    `| ${noun} | ${measure} |\n|---|---|\n${rows.join('\n')}`,
    `${told(third)} ${told(fourth)}`,
  ];
};

const schema = (places: Places) => ({
  type: 'object',
  required: ['name', places.counted, 'opened', 'extra'],
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    [places.counted]: { type: 'integer' },
    opened: { type: 'integer', minimum: 1800 },
    extra: { enum: [places.extra, 'none'] },
  },
});

const worldOf = (dice: Dice): unknown => {
  const all = placesOf(dice);
  const { noun, counted, extra, measure, unit, otherUnit, places } = all;
  const [a, b, c, d] = places;
  const known = places.flatMap(({ count, size, year }) => [count, size, year]);
  const wrong = (value: number): string => written(mistaken(value, known, dice));
  const [more, less] = c.count > d.count ? [c, d] : [d, c];
  const [elder, younger] = a.year < b.year ? [a, b] : [b, a];
  const json = JSON.stringify({ name: a.name, [counted]: a.count, opened: a.year, extra });
  return {
    goal: `What is known of the ${noun} of each town?`,
    passages: passagesOf(all, places),
    clean: [
      `The ${noun} of ${a.name} has ${written(a.count)} ${counted}. [1]`,
      `The ${measure} of the ${noun} of ${d.name} is ${written(d.size)} ${unit}. [2]`,
      `In ${b.name} the ${noun} was opened in ${b.year} [1], in ${c.name} in ${c.year} [3].`,
      `Together the ${noun} of ${a.name} and that of ${b.name} have ${written(a.count)} + ${written(b.count)} = ${written(a.count + b.count)} ${counted}. [1]`,
      `With ${written(more.count)} ${counted} the ${noun} of ${more.name} has ${written(more.count - less.count)} more than that of ${less.name}, which has ${written(less.count)}. [3]`,
      `The ${noun} of ${b.name} has no ${extra}. [1]`,
      `There is a ${extra} in the ${noun} of ${c.name}. [3]`,
      `The ${noun} of ${elder.name} is older than that of ${younger.name}: it was opened in ${elder.year}, the other one in ${younger.year}. [1]`,
      {
        output: `- ${a.name}: ${written(a.size)} ${unit} [2]\n- ${c.name}: ${written(c.count)} ${counted} [3]`,
        criteria: ['is a bullet list', `mentions ${c.name}`, 'cites at least two sources'],
      },
      { output: json, schema: schema(all) },
    ],
    planted: {
      wrong_figure: [
        [0, `has ${written(a.count)}`, `has ${wrong(a.count)}`],
        [1, `is ${written(d.size)}`, `is ${wrong(d.size)}`],
        [2, `in ${b.year}`, `in ${mistaken(b.year, known, dice)}`],
      ],
      wrong_citation: [
        [0, '[1]', '[3]'],
        [1, '[2]', '[1]'],
        [5, '[1]', '[2]'],
      ],
      contradiction: [
        [5, 'has no', 'has a'],
        [6, 'There is a', 'There is no'],
        [7, 'older', 'younger'],
      ],
      missing_criterion: [
        [8, `- ${c.name}: ${written(c.count)} ${counted} [3]`, `- ${b.name}: ${b.year} [1]`],
        {
          output: `The ${noun} of ${c.name} has ${written(c.count)} ${counted}. [3]`,
          criteria: ['is a bullet list'],
        },
      ],
      invalid_schema: [
        [9, `"${counted}":${a.count}`, `"${counted}":"${a.count}"`],
        [9, `,"extra":"${extra}"`, ''],
        [9, '"name"', '"title"'],
      ],
      wrong_arithmetic: [
        [3, `= ${written(a.count + b.count)}`, `= ${wrong(a.count + b.count)}`],
        [4, `has ${written(more.count - less.count)} more`, `has ${wrong(more.count - less.count)} more`],
      ],
      wrong_unit: [[1, ` ${unit}.`, ` ${otherUnit}.`]],
    },
  };
};

/** Answers about places that exist nowhere, right ones and ones with an error, the same for the same seed. */
export const generatedWorlds = (count: number, seed: number): readonly PlantedWorld[] => {
  const dice = new Dice(seed);
  return PlantedWorld.array().parse(Array.from({ length: count }, () => worldOf(dice)));
};
