import { TaskRequest } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { isPlannedByRules } from './planned-by-rules.ts';

const question = 'When was the Halden bridge opened?';

describe('rules', () => {
  it.each<[string, object]>([
    ['a simple question', { goal: question }],
    [
      'one about a name of the context',
      { goal: 'How long is it?', context: { entities: ['Halden bridge'] } },
    ],
    ['simple code', { goal: 'Write a Python function that adds two numbers.' }],
  ])('plan %s', (_what, request) => {
    expect(isPlannedByRules(TaskRequest.parse(request))).toBe(true);
  });

  it.each<[string, object]>([
    ['a summary', { goal: 'Summarise the minutes of the harbour board.' }],
    ['a comparison', { goal: 'Compare the ferry and the train in terms of price.' }],
    ['a question with constraints', { goal: question, constraints: ['use sources of this year'] }],
    ['a question with a context to read', { goal: question, context: 'We spoke of bridges.' }],
  ])('leave %s to a model', (_what, request) => {
    expect(isPlannedByRules(TaskRequest.parse(request))).toBe(false);
  });
});
