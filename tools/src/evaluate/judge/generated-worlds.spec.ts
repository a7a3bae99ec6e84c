import { casesOf, judgeAnswer, type PlantedCase, PlantedClass } from '@octollm/judging';
import { describe, expect, it } from 'vitest';
import { documentWorlds } from './document-worlds.ts';
import { generatedWorlds } from './generated-worlds.ts';

const cases = generatedWorlds(12, 7).flatMap(casesOf);
const isValid = ({ input }: PlantedCase): boolean => judgeAnswer(input).valid;
const textsOf = (of: readonly PlantedCase[]): string[] => of.map(({ input }) => input.answer.output);

describe('answers about generated tables and texts', () => {
  it('are the same for the same seed, others for another one, and a hundred of each kind', () => {
    expect(generatedWorlds(2, 7)).toEqual(generatedWorlds(12, 7).slice(0, 2));
    expect(generatedWorlds(2, 8)).not.toEqual(generatedWorlds(2, 7));
    expect(cases.filter(({ planted }) => planted === null).length).toBeGreaterThanOrEqual(100);
    expect(cases.filter(({ planted }) => planted !== null).length).toBeGreaterThanOrEqual(100);
  });

  it('are valid when nothing is wrong with them', () => {
    expect(textsOf(cases.filter((one) => one.planted === null && !isValid(one)))).toEqual([]);
  });

  it.each(PlantedClass.options)('are found out when they have a %s', (planted) => {
    const ofClass = cases.filter((one) => one.planted === planted);
    const missed = textsOf(ofClass.filter(isValid));
    expect(ofClass.length).toBeGreaterThanOrEqual(10);
    expect(missed.slice(Math.floor(ofClass.length / 10))).toEqual([]);
  });
});

describe('answers from documents', () => {
  const documentOf = (title: string, thing: string) => ({
    title,
    text: `# ${title}\n\n## First\n\nThe ${thing} of the valley was repaired in 1954 by two masons.\n\n${'Nobody knows why. '.repeat(90)}\n\n## Second\n\nVisitors of the ${thing} are asked to pay 12 kroner at the gate.\n`,
  });
  const documents = [documentOf('Mills', 'mill'), documentOf('Chapels', 'chapel')];

  it('are sentences of the documents with their passages, and such with an error', () => {
    const made = documentWorlds(documents, 3, 1).flatMap(casesOf);
    const clean = made.filter(({ planted }) => planted === null);
    expect(clean.length).toBe(12);
    expect(textsOf(clean.filter((one) => !isValid(one)))).toEqual([]);
    for (const { input } of made.filter(({ planted }) => planted === 'wrong_figure'))
      expect(input.answer.output).toMatch(/1961|19 kroner/);
  });
});
