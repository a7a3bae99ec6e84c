import { QueryType } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { labelledGoals } from './goals.fixture.ts';
import { queryTypeOf } from './query-type.ts';

const labelled = labelledGoals.map(([label, goal]) => ({ label, goal }));
const wrong = labelled.filter(({ label, goal }) => queryTypeOf(goal) !== label);

describe('the type of a goal', () => {
  it('is right for at least 90 % of the labelled goals', () => {
    expect(labelled.length).toBeGreaterThanOrEqual(60);
    const mistakes = wrong.map(({ label, goal }) => `${label} taken for ${queryTypeOf(goal)}: ${goal}`);
    // More mistakes than that show up by name.
    expect(mistakes.slice(Math.floor(labelled.length * 0.1))).toEqual([]);
  });

  it.each(QueryType.options)('finds at least 80 %% of the goals of the type %s', (type) => {
    const all = labelled.filter(({ label }) => label === type);
    const missed = wrong.filter(({ label }) => label === type);
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(missed.length).toBeLessThanOrEqual(all.length * 0.2);
  });

  it('passes over white space and courtesies', () => {
    expect(queryTypeOf('  Hello,\n could you please\tsummarise  it? ')).toBe('summary');
    expect(queryTypeOf('Please could you kindly compare tea with coffee?')).toBe('comparison');
  });

  it.each(['https://a.example tell me more', 'fetch http://a.example and summarise it'])(
    'does not take a goal for a fetch that says more than an address: %s',
    (goal) => expect(queryTypeOf(goal)).not.toBe('fetch'),
  );
});
