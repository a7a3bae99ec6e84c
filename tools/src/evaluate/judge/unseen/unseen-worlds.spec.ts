import { casesOf } from '@octollm/judging';
import { expect, it } from 'vitest';
import { unseenWorlds } from './unseen-worlds.ts';

it('are the same for the same seed, others for another one, and more than sixty of each kind', () => {
  expect(unseenWorlds(4, 5)).toEqual(unseenWorlds(5, 5).slice(0, 24));
  expect(unseenWorlds(1, 6)).not.toEqual(unseenWorlds(1, 5));
  const cases = unseenWorlds(4, 5).flatMap(casesOf);
  expect(cases.filter(({ planted }) => planted === null).length).toBeGreaterThan(60);
  expect(cases.filter(({ planted }) => planted !== null).length).toBeGreaterThan(60);
});
