import { describe, expect, it } from 'vitest';
import { queryTypeOf } from './query-type.ts';

describe('the type of a goal', () => {
  it('passes over white space and courtesies', () => {
    expect(queryTypeOf('  Hello,\n could you please\tsummarise  it? ')).toBe('summary');
    expect(queryTypeOf('Please could you kindly compare tea with coffee?')).toBe('comparison');
  });

  it.each(['https://a.example tell me more', 'fetch http://a.example and summarise it'])(
    'does not take a goal for a fetch that says more than an address: %s',
    (goal) => expect(queryTypeOf(goal)).not.toBe('fetch'),
  );

  it.each([
    ['comparison', 'Vergleiche die Fähre mit der Bahn.'],
    ['comparison', 'Was ist der Unterschied zwischen Tarif A und Tarif B?'],
    ['summary', 'Fasse den Bericht zusammen.'],
    ['summary', 'Résume le contrat.'],
    ['question', '船はいつ出ますか？'],
  ])('knows some words of other languages: %s', (type, goal) => expect(queryTypeOf(goal)).toBe(type));
});
