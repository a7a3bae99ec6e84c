import { describe, expect, it } from 'vitest';
import { judgeCriterion } from './criterion.ts';

const output = 'The Halden bridge was opened in 1938. [1] Its main span measures 412 metres. [1]';

describe('an acceptance criterion', () => {
  it.each([
    'mentions the year 1938',
    'The answer states the length of the main span',
    'must not mention the ferry',
    'contains "412 metres"',
    'at most 20 words',
    'no more than 2 sentences',
    'cites its sources',
    'at least two sentences',
    'exactly two sentences',
    'ends with a citation',
    'starts with "The Halden"',
    'the Halden bridge opened',
  ])('passes: %s', (criterion) => expect(judgeCriterion(criterion, output)).toBe('passed'));

  it.each([
    'mentions the year 1940',
    'names the architect',
    'must not mention the bridge',
    "contains 'ferry'",
    'at most 5 words',
    'fewer than 2 sentences',
    'a single sentence',
    'is one sentence',
    'at least 50 words',
    'is a bullet list',
    'is valid JSON',
    'cites two different sources',
  ])('fails: %s', (criterion) => expect(judgeCriterion(criterion, output)).toBe('failed'));

  it.each(['is polite', 'sounds friendly', 'is not rude', ''])('is undecided: %s', (criterion) =>
    expect(judgeCriterion(criterion, output)).toBe('undecided'),
  );

  it('fails for citations when there are none', () => {
    expect(judgeCriterion('has citations', 'It was opened in 1938.')).toBe('failed');
  });
});
