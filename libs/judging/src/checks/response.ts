import { words } from '@octollm/text';
import { type Check, issue } from './check.ts';

/** Up to so many words an answer is easy to read; from `unreadable` on its score is 0. */
const readable = 600;
const unreadable = 3_000;

/** Whether there is an answer, of a length that somebody reads. */
export const checkResponse = (output: string): Check => {
  const length = words(output).length;
  if (length === 0)
    return {
      score: 0,
      issues: [
        issue(
          'critical',
          'answer_empty',
          'The answer is empty.',
          'output',
          'Answer, or say that it was not found.',
        ),
      ],
    };
  if (length <= readable) return { score: 1, issues: [] };
  return {
    score: Math.max(0, (unreadable - length) / (unreadable - readable)),
    issues: [issue('low', 'answer_long', `The answer has ${length} words.`, 'output', 'Shorten it.')],
  };
};
