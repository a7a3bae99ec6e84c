import { describe, expect, it } from 'vitest';
import { Reading } from '../answer/reading.ts';
import { subjectOf } from '../answer/subject.ts';
import { clausesOf } from './clause.ts';
import { isDenied } from './contradiction.ts';

const denied = (claim: string, passage: string, goal = 'Describe the Halden bridge.'): boolean => {
  const others = new Reading(passage).clauses();
  return clausesOf(claim).some((clause) => isDenied(clause, others, subjectOf(goal)));
};

describe('a claim is denied', () => {
  it.each([
    ['by a negation', 'Cyclists may use the carriageway.', 'Cyclists may not use the carriageway.'],
    ['by an opposite', 'The Halden bridge is open at night.', 'The Halden bridge is closed at night.'],
    ['by a word that says no', 'Dogs are allowed on the deck.', 'Dogs are prohibited on the deck.'],
    ['for its negation', 'The bridge was not damaged by the storm.', 'The bridge was damaged by the storm.'],
  ])('%s', (_, claim, passage) => expect(denied(claim, passage)).toBe(true));

  it.each([
    ['the same in other words', 'Dogs are not allowed on the deck.', 'Dogs are prohibited on the deck.'],
    [
      'a turned bound',
      'Free accounts may have at most 3 keys.',
      'Free accounts cannot have more than 3 keys.',
    ],
    ['an exception', 'Only cyclists may not use the deck.', 'Cyclists may use the deck.'],
    ['a part', 'Three of the lamps on the deck are not lit.', 'The lamps on the deck are lit.'],
    ['a prefix', 'The deck was undamaged by the storm.', 'The deck was not damaged by the storm.'],
  ])('not by %s', (_, claim, passage) => expect(denied(claim, passage)).toBe(false));

  it('by what is said of it after it was named, and not by what is said so of another thing', () => {
    const goal = 'Which towns have a pool?';
    const passage =
      'The spa of Rosham was opened in 1951. It has a pool. The spa of Belwick was opened in 1960. It has no pool.';
    expect(denied('The spa of Belwick has a pool.', passage, goal)).toBe(true);
    expect(denied('The spa of Rosham has no pool.', passage, goal)).toBe(true);
    expect(denied('The spa of Belwick has no pool.', passage, goal)).toBe(false);
    expect(denied('The spa of Rosham has a pool.', passage, goal)).toBe(false);
    expect(denied('The spa of Belwick has no pool.', 'The spa of Rosham has a pool.', goal)).toBe(false);
  });

  it('not by what is said of another thing', () => {
    const goal = 'Compare the Tarn and Ullar power plants.';
    expect(denied('Ullar has district heating.', 'Tarn has no district heating.', goal)).toBe(false);
    expect(denied('Tarn has district heating.', 'Tarn has no district heating.', goal)).toBe(true);
  });
});
