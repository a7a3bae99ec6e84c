import type { ChatCompletionChunk, ChatCompletionRequest } from '@octollm/contracts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';

/** What asks a model to finish what another has begun. Models since Claude 4.6 refuse to be given the start of their answer. */
const goOn =
  'The connection broke and your answer was cut off. Go on with it exactly where it stopped: begin with the very next character, repeat nothing, say nothing about the interruption.';

/** Whether an answer is plain text of one choice: the rest of anything else cannot be told from its beginning. */
const isPlain = ({ n, logprobs, response_format: format }: ChatCompletionRequest): boolean =>
  (n ?? 1) === 1 && logprobs !== true && (format?.type ?? 'text') === 'text';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a delta says something that is neither text nor beside the answer, as a role and thoughts are. */
export const saysOther = ({
  tool_calls: calls,
  function_call: call,
  refusal,
  audio,
}: ChatCompletionChunk['choices'][number]['delta']): boolean => ![calls, call, refusal, audio].every(isEmpty);

/** What the caller has been told of an answer, and so how it can be brought to its end by another model. */
export class Said {
  readonly #request: ChatCompletionRequest;
  #text = '';
  /** Something else than text: a call of a tool, a refusal. */
  #hasOther = false;
  #isEnded = false;

  constructor(request: ChatCompletionRequest) {
    this.#request = request;
  }

  add({ choices }: ChatCompletionChunk): void {
    for (const { delta, finish_reason: reason } of choices) {
      this.#text += delta.content ?? '';
      if (saysOther(delta)) this.#hasOther = true;
      if (typeof reason === 'string') this.#isEnded = true;
    }
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the model has said why it stopped: then only what surrounds the answer is missing. */
  get isWhole(): boolean {
    return this.#isEnded && (this.#request.n ?? 1) === 1;
  }

  get isNothing(): boolean {
    return this.#text === '' && !this.#hasOther && !this.#isEnded;
  }

  /**
   * What to ask another model for the rest; undefined when that cannot be put together with what was said: of calls of
   * tools, of JSON, and of several answers at once. While nothing was said it is the request itself.
   */
  get rest(): ChatCompletionRequest | undefined {
    if (this.isNothing) return this.#request;
    if (this.#hasOther || this.#isEnded || !isPlain(this.#request)) return undefined;
    const { messages, max_tokens: limit, max_completion_tokens: newLimit } = this.#request;
    const left = (most: number): number => Math.max(1, most - estimateTokens(this.#text));
    return {
      ...this.#request,
      messages: [...messages, { role: 'assistant', content: this.#text }, { role: 'user', content: goOn }],
      ...(typeof limit === 'number' ? { max_tokens: left(limit) } : {}),
      ...(typeof newLimit === 'number' ? { max_completion_tokens: left(newLimit) } : {}),
    };
  }
}
