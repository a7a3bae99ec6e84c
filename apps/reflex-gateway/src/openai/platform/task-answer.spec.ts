import { newId, noUsage, type Task, type TaskResult } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import type { TextFilter } from '../output/text-filter.ts';
import { answerOfTask } from './task-answer.ts';

const result: TaskResult = {
  output: 'Ask the Blue Heron team.',
  answerable: true,
  confidence: 0.9,
  citations: [],
  artifacts: [],
  validation: null,
  degraded: true,
  degraded_reasons: ['"the Blue Heron team" is in no source.'],
};
const task = { id: newId(), status: 'succeeded', result, usage: noUsage, error: null } as Task;

/** Lets nothing through of a text that begins as given. */
const blocking = (beginning: string): TextFilter => {
  let isBlocked = false;
  return {
    push: (text) => {
      isBlocked ||= text.startsWith(beginning);
      return isBlocked ? '' : text;
    },
    end: () => '',
    get isBlocked() {
      return isBlocked;
    },
  };
};

describe('the answer of a task', () => {
  it('says why it is incomplete, each reason screened as a text of its own', () => {
    let texts = 0;
    const { text, metadata, finishReason } = answerOfTask(task, () => {
      texts += 1;
      return blocking('Nothing');
    });
    expect(text).toBe(`${result.output}\n\nThis answer is incomplete. ${result.degraded_reasons[0]}`);
    expect(metadata.degraded_reasons).toBe(result.degraded_reasons[0]);
    expect(finishReason).toBe('stop');
    expect(texts).toBe(2);
  });

  it('does not say so when policy keeps it back, because the reasons may quote it', () => {
    const { text, metadata, finishReason } = answerOfTask(task, () => blocking('Ask'));
    expect(text).not.toContain('Heron');
    expect(metadata).not.toHaveProperty('degraded_reasons');
    expect(finishReason).toBe('content_filter');
  });
});
