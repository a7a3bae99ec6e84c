import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { casesOf, judgeAnswer, type PlantedCase, PlantedClass, PlantedWorld } from '@octollm/judging';
import { parse } from 'yaml';
import { type Output, UserError } from '../../output/index.ts';
import { root } from '../../workspace/index.ts';
import type { Evaluation } from '../evaluation.ts';
import { projectDocuments } from '../qa/documents.ts';
import { formatShare, type Share, shareOf } from '../wilson.ts';
import { documentWorlds } from './document-worlds.ts';
import { generatedWorlds } from './generated-worlds.ts';
import { unseenWorlds } from './unseen/unseen-worlds.ts';

const readWorlds = async (path: string): Promise<readonly PlantedWorld[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return PlantedWorld.array().parse(parse(text));
};

/** Written by code. What was missed of these was mended, so that they tell how far the rules fit them. */
const generated = { worlds: 30, seed: 20_261_122 } as const;

/** Written by code from other templates, with which no rule was made: they tell what to expect of other texts. */
const unseen = { worldsOfEach: 5, seed: 470_713 } as const;

const isValid = ({ input }: PlantedCase): boolean => judgeAnswer(input).valid;

const report = (output: Output, cases: readonly PlantedCase[]): Record<string, Share> => {
  const row = (name: string, of: readonly PlantedCase[], isRight: (one: PlantedCase) => boolean) => {
    const wrong = of.filter((one) => !isRight(one));
    const share = shareOf(of.length - wrong.length, of.length);
    output.line(`    ${name.padEnd(20)} ${formatShare(share)}`);
    for (const { input } of wrong) output.line(`      ${JSON.stringify(input.answer.output)}`);
    return [name, share] as const;
  };
  const isThere = (planted: PlantedClass): boolean => cases.some((one) => one.planted === planted);
  const classes = PlantedClass.options.filter(isThere).map((planted) =>
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
    const written = ['development', 'held-out'].map(
      async (half) => [half, await readWorlds(join(folder, `${half}.yaml`))] as const,
    );
    const results: Record<string, Record<string, Share>> = {};
    for (const [name, worlds] of [
      ...(await Promise.all(written)),
      [
        'generated tables and texts, which rules were mended for',
        generatedWorlds(generated.worlds, generated.seed),
      ] as const,
      [
        'the documents of the project',
        documentWorlds(await projectDocuments(), generated.worlds, generated.seed),
      ] as const,
      [
        'generated unseen, which no rule was made for',
        unseenWorlds(unseen.worldsOfEach, unseen.seed),
      ] as const,
    ]) {
      output.line(`  ${name}`);
      results[name] = report(output, worlds.flatMap(casesOf));
    }
    return results;
  },
};
