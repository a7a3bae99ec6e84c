import type { CompletionUsage, Task } from '@octollm/contracts';
import { filteredText, type TextFilter } from '../output/text-filter.ts';
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
 * The answer of an ended task. Why it is incomplete may quote the answer, so that nothing is said of it when policy keeps
 * the answer back.
 * @param makeFilter makes the filter of one text; citations are found in what it lets through
 * @throws as `resultOf`
 */
export const answerOfTask = (task: Task, makeFilter: () => TextFilter): PlatformAnswer => {
  const { citations, answerable, degraded, degraded_reasons, confidence, ...result } = resultOf(task);
  const filter = makeFilter();
  const output = filteredText(result.output, filter);
  const { prompt_tokens, completion_tokens } = task.usage;
  const reasons = filter.isBlocked
    ? []
    : degraded_reasons.map((reason) => filteredText(reason, makeFilter())).filter((reason) => reason !== '');
  return {
    text: textOf(output, reasons, degraded),
    annotations: annotationsOf(
      output,
      citations.map((citation) => ({
        ...citation,
        title: citation.title === null ? null : filteredText(citation.title, makeFilter()),
      })),
    ),
    metadata: {
      task_id: task.id,
      answerable: String(answerable),
      confidence: String(confidence),
      degraded: String(degraded),
      ...(reasons.length === 0 ? {} : { degraded_reasons: reasons.join(' ').slice(0, longestValue) }),
    },
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    finishReason: filter.isBlocked ? 'content_filter' : 'stop',
  };
};
