import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';

type Json = Record<string, unknown>;
type Choice = ChatCompletionChunk['choices'][number];

/** How the pieces of a field make a whole: texts grow, of the rest the last piece stands. */
type Field = 'text' | 'last' | 'calls' | Fields;
interface Fields {
  readonly [name: string]: Field;
}

const called: Fields = { name: 'last', arguments: 'text', input: 'text' };
const callFields: Fields = { id: 'last', type: 'last', function: called, custom: called };
const messageFields: Fields = {
  role: 'last',
  content: 'text',
  refusal: 'text',
  reasoning_content: 'text',
  function_call: called,
  tool_calls: 'calls',
};

/** As many as a request may offer tools. */
const mostCalls = 128;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns whether it is known how all of the part is put together */
const merge = (whole: Json, part: Readonly<Json>, fields: Fields): boolean =>
  Object.entries(part).every(([name, piece]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (piece === null || piece === undefined) {
      if (field !== undefined) whole[name] ??= null;
      return true;
    }
    return field !== undefined && mergeField(whole, name, piece, field);
  });

const mergeField = (whole: Json, name: string, piece: unknown, field: Field): boolean => {
  const known = whole[name];
  if (field === 'last') {
    whole[name] = piece;
    return true;
  }
  if (field === 'text') {
    if (typeof piece !== 'string') return false;
    whole[name] = typeof known === 'string' ? known + piece : piece;
    return true;
  }
  if (field === 'calls') {
    const calls = Array.isArray(known) ? known : [];
    whole[name] = calls;
    return Array.isArray(piece) && piece.every((call, at) => mergeCall(calls, call, at));
  }
  const inner = isObject(known) ? known : {};
  whole[name] = inner;
  return isObject(piece) && merge(inner, piece, field);
};

const mergeCall = (calls: unknown[], piece: unknown, at: number): boolean => {
  if (!isObject(piece)) return false;
  const { index = at, ...part } = piece;
  const place = Number(index);
  // Calls begin one after the other. Any other number would leave gaps, up to a list of any length.
  if (!Number.isInteger(place) || place < 0 || place > calls.length || place >= mostCalls) return false;
  const known = calls[place];
  const call = isObject(known) ? known : {};
  calls[place] = call;
  return merge(call, part, callFields);
};

/**
 * Puts a streamed answer together. A provider may send whatever it likes: an answer with a field that is not known here
 * is never whole, because nobody knows how its pieces join.
 */
export class CompletionBuilder {
  readonly #choices = new Map<number, { message: Json; finish_reason: string | null }>();
  #isKnown = true;
  #last: ChatCompletionChunk | undefined;
  #usage: ChatCompletion['usage'] | undefined;

  add(chunk: ChatCompletionChunk): void {
    this.#last = chunk;
    this.#usage = chunk.usage ?? this.#usage;
    if (this.#isKnown) this.#isKnown = chunk.choices.every((choice) => this.#add(choice));
  }

  /** The whole answer; undefined unless all of it is known, every choice has ended and the usage is there. */
  get completion(): ChatCompletion | undefined {
    const choices = [...this.#choices].toSorted(([a], [b]) => a - b);
    const isWhole = choices.length > 0 && choices.every(([, { finish_reason }]) => finish_reason !== null);
    if (this.#last === undefined || this.#usage === undefined || !isWhole || !this.#isKnown) return undefined;
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

  #add({ index, delta, finish_reason }: Choice): boolean {
    let choice = this.#choices.get(index);
    if (choice === undefined) {
      choice = { message: {}, finish_reason: null };
      this.#choices.set(index, choice);
    }
    if (finish_reason) choice.finish_reason = finish_reason;
    return merge(choice.message, delta, messageFields);
  }
}
