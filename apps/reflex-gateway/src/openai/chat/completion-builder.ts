import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';

type Json = Record<string, unknown>;
type Choice = ChatCompletionChunk['choices'][number];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Texts grow, objects grow inside; all else stands as it came last. */
const merge = (whole: Json, part: Readonly<Json>): void => {
  for (const [key, value] of Object.entries(part)) {
    if (value === null || value === undefined) whole[key] ??= value;
    else if (key === 'tool_calls' && Array.isArray(value)) whole[key] = mergeCalls(whole[key], value);
    else if (typeof value === 'string' && typeof whole[key] === 'string' && grows.has(key))
      whole[key] = `${whole[key]}${value}`;
    else if (isObject(value) && !Array.isArray(value) && isObject(whole[key])) merge(whole[key], value);
    else whole[key] = isObject(value) && !Array.isArray(value) ? { ...value } : value;
  }
};

/** Fields that come in pieces. A role or a name comes whole, and may come more than once. */
const grows: ReadonlySet<string> = new Set(['content', 'refusal', 'reasoning_content', 'arguments', 'input']);

const mergeCalls = (calls: unknown, parts: readonly unknown[]): unknown[] => {
  const whole: unknown[] = Array.isArray(calls) ? calls : [];
  for (const [at, part] of parts.entries()) {
    if (!isObject(part)) continue;
    const { index = at, ...call } = part;
    const known = whole[Number(index)];
    if (isObject(known)) merge(known, call);
    else whole[Number(index)] = structuredClone(call);
  }
  return whole;
};

/** Puts a streamed answer together. */
export class CompletionBuilder {
  readonly #choices = new Map<number, { message: Json; finish_reason: string | null }>();
  #last: ChatCompletionChunk | undefined;
  #usage: ChatCompletion['usage'] | undefined;

  add(chunk: ChatCompletionChunk): void {
    this.#last = chunk;
    this.#usage = chunk.usage ?? this.#usage;
    for (const choice of chunk.choices) this.#add(choice);
  }

  /** The whole answer; undefined unless every choice has ended and the usage is known. */
  get completion(): ChatCompletion | undefined {
    const choices = [...this.#choices].toSorted(([a], [b]) => a - b);
    const isWhole = choices.length > 0 && choices.every(([, { finish_reason }]) => finish_reason !== null);
    if (this.#last === undefined || this.#usage === undefined || !isWhole) return undefined;
    const { choices: _choices, usage: _usage, ...head } = this.#last;
    return {
      ...head,
      object: 'chat.completion',
      choices: choices.map(([index, { message, finish_reason }]) => ({
        index,
        message: { content: null, ...message, role: 'assistant' },
        logprobs: null,
        finish_reason,
      })),
      usage: this.#usage,
    };
  }

  #add({ index, delta, finish_reason }: Choice): void {
    let choice = this.#choices.get(index);
    if (choice === undefined) {
      choice = { message: {}, finish_reason: null };
      this.#choices.set(index, choice);
    }
    merge(choice.message, delta);
    if (finish_reason) choice.finish_reason = finish_reason;
  }
}
