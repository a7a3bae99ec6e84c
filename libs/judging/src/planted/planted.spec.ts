import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeAnswer } from '../judge-answer.ts';
import { casesOf, type PlantedCase } from './cases.ts';
import { PlantedClass, PlantedWorld } from './world.ts';

const cases = (half: string): PlantedCase[] => {
  const text = readFileSync(new URL(`../../data/${half}.yaml`, import.meta.url), 'utf8');
  return PlantedWorld.array().parse(parse(text)).flatMap(casesOf);
};
const isValid = ({ input }: PlantedCase): boolean => judgeAnswer(input).valid;

/** Of every class of planted errors rules must find so many. */
const neededShare = 0.9;

describe.each(['development', 'held-out'])('the answers of the %s half', (half) => {
  const all = cases(half);
  const clean = all.filter(({ planted }) => planted === null);

  it('are enough to say something', () => {
    expect(clean.length).toBeGreaterThanOrEqual(75);
    expect(all.length - clean.length).toBeGreaterThanOrEqual(75);
  });

  it('are all valid when nothing is wrong with them', () => {
    const failed = clean.filter((one) => !isValid(one)).map(({ input }) => input.answer.output);
    expect(failed).toEqual([]);
  });

  it.each(PlantedClass.options)('are found out when they have a %s', (planted) => {
    const ofClass = all.filter((one) => one.planted === planted);
    const missed = ofClass.filter(isValid).map(({ input }) => input.answer.output);
    const allowed = Math.floor(ofClass.length * (1 - neededShare) + 1e-9);
    expect(missed.slice(allowed)).toEqual([]);
  });
});
