import { describe, expect, it } from 'vitest';
import { partsOf } from './parts.ts';

describe('the parts of a question', () => {
  it('are searched for one by one when each names what it asks about', () => {
    expect(partsOf('Who signed the warehouse lease? When does the insurance policy end?')).toEqual([
      'Who signed the warehouse lease',
      'When does the insurance policy end',
    ]);
    expect(partsOf('Who owns the ferry company, and what does parking in Moss cost?')).toHaveLength(2);
  });

  it.each([
    'How long is the main span of the Halden bridge, and when was it opened?',
    'What are the opening hours of the museum? Who runs it?',
    'Who signed the lease? Why?',
    'When was the bridge opened?',
    'A b c? D e f? G h i? J k l? M n o?',
  ])('stay together when one would find anything on its own: %s', (goal) =>
    expect(partsOf(goal)).toEqual([goal]),
  );
});
