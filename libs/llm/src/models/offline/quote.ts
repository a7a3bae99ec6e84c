import type { ChatCompletionRequest } from '@octollm/contracts';
import { ModelRequiredError } from '../../model-required-error.ts';
import { extractiveAnswer } from '../../offline/extractive-answer.ts';
import { statisticsOf } from '../../offline/statistics-of.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { completionLimit } from '../../tokens/completion-tokens.ts';
import { estimateTokens } from '../../tokens/estimate-tokens.ts';
import { sourcesOf } from './sources-of.ts';

/** The most characters of sources: they are searched in the process that serves other calls too, for some 50 ms. */
const maxSources = 20_000;

/** An answer in the pieces it is streamed in. */
export interface Quotation {
  readonly pieces: readonly string[];
  /** Whether the request's limit cut it off. */
  readonly cut: boolean;
  readonly tokens: number;
}

/** As many of the words as the limit leaves room for. */
const within = (limit: number, pieces: readonly string[]): Quotation => {
  let tokens = 0;
  for (const [at, piece] of pieces.entries()) {
    const more = estimateTokens(piece);
    if (tokens + more > limit) return { pieces: pieces.slice(0, at), cut: true, tokens };
    tokens += more;
  }
  return { pieces, cut: false, tokens };
};

/**
 * Answers the last question with sentences of the sources in the prompt, or that they do not hold it.
 * @throws ModelRequiredError when there are no sources to quote
 * @throws ProviderError (invalid_input) when there are too many
 */
export const quote = (request: ChatCompletionRequest): Quotation => {
  const { question, passages } = sourcesOf(request);
  if (passages.length === 0)
    throw new ModelRequiredError(
      'Answering without sources (results of tools, or texts between <source> marks)',
    );
  const length = passages.reduce((sum, { text }) => sum + text.length, 0);
  if (length > maxSources)
    throw new ProviderError(
      'invalid_input',
      `offline takes sources of up to ${maxSources} characters, and these have ${length}.`,
      { sent: false },
    );
  const { output } = extractiveAnswer(question, passages, statisticsOf(passages));
  return within(completionLimit(request) ?? Number.POSITIVE_INFINITY, output.match(/\s*\S+/g) ?? []);
};
