import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { usItin } from './us-itin.ts';

describe('US individual taxpayer identification numbers', () => {
  it.each([
    ['His ITIN is 912-70-1234.', '912-70-1234'],
    ['ITIN 998 94 0001', '998 94 0001'],
    ['912-70 1234', '912-70 1234'],
    ['912/70/1234', '912/70/1234'],
    ['{"itin":950651234}', '950651234'],
    ['ITIN number (950651234)', '950651234'],
    ['ITIN: 950651234', '950651234'],
  ])('are found in: %s', (text, value) => expect(found(usItin, text)).toEqual([value]));

  it.each([
    '912-66-1234',
    '912-89-1234',
    '912-93-1234',
    '812-70-1234',
    '912-70-12345',
    '950651234',
    '998 94 0001',
  ])('are not seen in: %s', (text) => expect(found(usItin, text)).toEqual([]));
});
