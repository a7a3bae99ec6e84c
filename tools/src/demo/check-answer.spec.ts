import type { Task } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from './check-answer.ts';

const text = 'Redis may be lost at any moment.\nA reconciler re-enqueues from Postgres.';
const read = (source: string): string | undefined => (source === 'docs/tasks.md' ? text : undefined);

type Citation = NonNullable<Task['result']>['citations'][number];
const citation = (change: Partial<Citation> = {}): Citation => ({
  index: 1,
  document_id: '0197a000-0000-7000-8000-000000000001',
  chunk_id: '0197a000-0000-7000-8000-000000000002',
  title: 'Tasks',
  source: 'docs/tasks.md',
  passage: 'A reconciler re-enqueues from Postgres.',
  score: 0.9,
  ...change,
});
const ended = (
  change: Partial<NonNullable<Task['result']>> = {},
): Pick<Task, 'status' | 'result' | 'error'> => ({
  status: 'succeeded',
  error: null,
  result: {
    output: 'A reconciler re-enqueues the tasks [1].',
    answerable: true,
    confidence: 0.8,
    citations: [citation()],
    artifacts: [],
    validation: null,
    degraded: false,
    degraded_reasons: [],
    ...change,
  },
});

describe('the check of an answer', () => {
  it('finds nothing wrong when every citation stands word for word in its file', () => {
    expect(checkAnswer(ended(), read)).toEqual([]);
  });

  it.each([
    ['a word was changed', 'A reconciler re-queues from Postgres.'],
    ['a space was changed', 'A reconciler  re-enqueues from Postgres.'],
    ['a letter has another case', 'a reconciler re-enqueues from Postgres.'],
  ])('refuses a passage in which %s', (_what, passage) => {
    expect(checkAnswer(ended({ citations: [citation({ passage })] }), read)).toEqual([
      'The passage of citation [1] does not stand in docs/tasks.md.',
    ]);
  });

  it('refuses an empty passage, which stands everywhere', () => {
    expect(checkAnswer(ended({ citations: [citation({ passage: ' ' })] }), read)).toEqual([
      'Citation [1] has no passage.',
    ]);
  });

  it('refuses a source that was not ingested', () => {
    expect(checkAnswer(ended({ citations: [citation({ source: 'docs/other.md' })] }), read)).toEqual([
      'Citation [1] names docs/other.md, which was not ingested.',
    ]);
    expect(checkAnswer(ended({ citations: [citation({ source: null })] }), read)).toHaveLength(1);
  });

  it('refuses a reference that leads nowhere, and an answer that refers to nothing', () => {
    expect(checkAnswer(ended({ output: 'It does [1], and so [3].' }), read)).toEqual([
      '[3] in the answer leads to no citation.',
    ]);
    expect(checkAnswer(ended({ output: 'It does.' }), read)).toEqual(['The answer refers to no citation.']);
    expect(checkAnswer(ended({ citations: [] }), read)).toContain('The answer has no citations.');
  });

  it('refuses a task that did not succeed or found no answer, with the reason', () => {
    const error = {
      code: 'arm_unavailable',
      message: 'The retriever is away.',
      retryable: true,
      step_id: null,
    };
    expect(checkAnswer({ status: 'failed', result: null, error }, read)).toEqual([
      'The task ended as failed: The retriever is away. (arm_unavailable)',
    ]);
    expect(checkAnswer(ended({ answerable: false, output: 'The sources do not say.' }), read)).toEqual([
      'The platform found no answer in the documents: The sources do not say.',
    ]);
    expect(checkAnswer({ ...ended(), result: null }, read)).toHaveLength(1);
  });
});
