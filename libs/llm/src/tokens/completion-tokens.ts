import type { ChatCompletionRequest } from '@octollm/contracts';
import { mostTokens } from './estimate-tokens.ts';

/** Tokens that name a call of a tool and mark its begin and end, beside its name and arguments. */
const perToolCall = 16;
/** The token that ends an answer. */
const perChoice = 1;

/** The most tokens the answers of a request may have, or undefined when it sets no limit. */
export const completionLimit = (request: ChatCompletionRequest): number | undefined => {
  const limit = request.max_completion_tokens ?? request.max_tokens;
  return limit === null || limit === undefined ? undefined : limit * (request.n ?? 1);
};

/** Models that think before they answer, in tokens that are charged and not sent. */
const thinksUnseen = ({ model, reasoning_effort: effort }: ChatCompletionRequest): boolean =>
  (/(?:^|\/)(?:o\d|gpt-5|claude-(?!3)[a-z]+-[5-9])/.test(model) ||
    (effort !== undefined && effort !== null)) &&
  effort !== 'none';

/** The parts of a message or of a delta. All texts in it count, under whatever name: some providers send thoughts too. */
export interface AnswerPart {
  readonly [field: string]: unknown;
}

const callTokens = (call: unknown): number => {
  if (typeof call !== 'object' || call === null) return 0;
  const parts = Object.values(call).filter((value) => typeof value === 'object' && value !== null);
  const texts = parts.flatMap((part) => Object.values(part)).filter((value) => typeof value === 'string');
  // Only the first piece of a call brings its id.
  return texts.reduce((sum, text) => sum + mostTokens(text), 'id' in call && call.id ? perToolCall : 0);
};

/**
 * Counts the most tokens that an answer can have taken, while it comes. No visible token is shorter than a byte, so the
 * bytes are at least as many, and the request's own limit bounds them. Of a model that thinks unseen the limit counts
 * in full when there is one; when there is none nobody can tell, and only what is seen counts.
 */
export class CompletionMeter {
  readonly #limit: number | undefined;
  readonly #unseen: boolean;
  #tokens = 0;

  constructor(request: ChatCompletionRequest) {
    this.#limit = completionLimit(request);
    this.#unseen = thinksUnseen(request);
    this.#tokens = (request.n ?? 1) * perChoice;
  }

  add(part: AnswerPart): void {
    for (const key of Object.keys(part)) {
      const value = part[key];
      if (typeof value === 'string' && key !== 'role') this.#tokens += mostTokens(value);
      else if (key === 'tool_calls' && Array.isArray(value))
        for (const call of value) this.#tokens += callTokens(call);
      else if (key === 'function_call') this.#tokens += perToolCall + callTokens({ function: value });
    }
  }

  get most(): number {
    if (this.#limit === undefined) return this.#tokens;
    return this.#unseen ? this.#limit : Math.min(this.#tokens, this.#limit);
  }
}
