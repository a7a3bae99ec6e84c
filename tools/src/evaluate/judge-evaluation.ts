import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { casesOf, judgeAnswer, type PlantedCase, PlantedClass, PlantedWorld } from '@octollm/judging';
import { parse } from 'yaml';
import { type Output, UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import type { Evaluation } from './evaluation.ts';
import { formatShare, type Share, shareOf } from './wilson.ts';

const readWorlds = async (path: string): Promise<readonly PlantedWorld[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return PlantedWorld.array().parse(parse(text));
};

const isValid = ({ input }: PlantedCase): boolean => judgeAnswer(input).valid;

const report = (output: Output, cases: readonly PlantedCase[]): Record<string, Share> => {
  const row = (name: string, of: readonly PlantedCase[], isRight: (one: PlantedCase) => boolean) => {
    const wrong = of.filter((one) => !isRight(one));
    const share = shareOf(of.length - wrong.length, of.length);
    output.line(`    ${name.padEnd(20)} ${formatShare(share)}`);
    for (const { input } of wrong) output.line(`      ${JSON.stringify(input.answer.output)}`);
    return [name, share] as const;
  };
  const classes = PlantedClass.options.map((planted) =>
    row(
      planted,
      cases.filter((one) => one.planted === planted),
      (one) => !isValid(one),
    ),
  );
  const clean = cases.filter(({ planted }) => planted === null);
  return Object.fromEntries([...classes, row('clean, passed', clean, isValid)]);
};

/** How many planted errors the rules of the judge find, by class, and how many right answers they leave alone. */
export const judge: Evaluation = {
  name: 'judge',
  description:
    'planted errors that the rules of the judge find (share by class), and right answers that pass',
  folder: join(root, 'libs', 'judging', 'data'),
  run: async (output, folder) => {
    const results: Record<string, Record<string, Share>> = {};
    for (const half of ['development', 'held-out']) {
      const worlds = await readWorlds(join(folder, `${half}.yaml`));
      output.line(`  ${half}`);
      results[half] = report(output, worlds.flatMap(casesOf));
    }
    return results;
  },
};
