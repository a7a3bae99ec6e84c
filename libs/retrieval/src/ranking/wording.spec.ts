import { expect, it } from 'vitest';
import { Wording } from './wording.ts';

it('reads each part of a text once, however often it is asked for', () => {
  const wording = new Wording('The boats never pay 35 kroner, and none waits.');
  expect(wording.figures.map(({ value }) => value)).toEqual([35]);
  expect(wording.figures).toBe(wording.figures);
  expect(wording.shingles).toBe(wording.shingles);
  expect([wording.negations, wording.negations]).toEqual([2, 2]);
});
