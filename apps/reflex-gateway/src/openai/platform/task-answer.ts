import type { CompletionUsage, Task } from '@octollm/contracts';
import type { TextFilter } from '../output/text-filter.ts';
import { annotationsOf, type UrlCitation } from './annotations.ts';
import { resultOf } from './task-outcome.ts';

/** OpenAI's limit for a value of metadata. */
const longestValue = 512;

/** What a task has answered, as the parts of a chat completion. */
export interface PlatformAnswer {
  readonly text: string;
  readonly annotations: readonly UrlCitation[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly usage: CompletionUsage;
  readonly finishReason: 'stop' | 'content_filter';
}

const textOf = (output: string, reasons: readonly string[], isDegraded: boolean): string => {
  if (!isDegraded) return output;
  const why = reasons.length === 0 ? '' : ` ${reasons.join(' ')}`;
  return `${output}\n\nThis answer is incomplete.${why}`;
};

/**
 * The answer of an ended task.
 * @param filter screens its text; citations are found in what it lets through
 * @throws as `resultOf`
 */
export const answerOfTask = (task: Task, filter: TextFilter): PlatformAnswer => {
  const { citations, answerable, degraded, degraded_reasons, confidence, ...result } = resultOf(task);
  const output = filter.push(result.output) + filter.end();
  const { prompt_tokens, completion_tokens } = task.usage;
  const reasons = degraded_reasons.join(' ').slice(0, longestValue);
  return {
    text: textOf(output, degraded_reasons, degraded),
    annotations: annotationsOf(output, citations),
    metadata: {
      task_id: task.id,
      answerable: String(answerable),
      confidence: String(confidence),
      degraded: String(degraded),
      ...(reasons === '' ? {} : { degraded_reasons: reasons }),
    },
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    finishReason: filter.isBlocked ? 'content_filter' : 'stop',
  };
};
