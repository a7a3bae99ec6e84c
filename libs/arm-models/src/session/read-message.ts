import type { ChatCompletion, ChatCompletionChunk } from '@octollm/contracts';

/** What stands in an answer. */
export interface ReadMessage {
  readonly text: string;
  readonly truncated: boolean;
  /** Why the text is no answer, for the model to read. */
  readonly fault: string | undefined;
  /** Whether the model, or a filter of its provider, declines to answer. */
  readonly isRefused: boolean;
}

/** What an answer consists of, whether it came whole or in pieces. */
interface Parts {
  text: string;
  refusal: string;
  /** The name of the first tool it calls. */
  tool: string | undefined;
  finishReason: string | undefined;
}

/** No tool is ever offered, so whatever is called does not exist. */
const faultOf = ({ text, tool }: Parts, truncated: boolean): string | undefined => {
  if (tool !== undefined)
    return `It calls the tool ${JSON.stringify(tool.slice(0, 100))}, which does not exist. There are no tools.`;
  return text.trim() === '' && !truncated ? 'It is empty.' : undefined;
};

const read = (parts: Parts): ReadMessage => {
  const truncated = parts.finishReason === 'length';
  return {
    text: parts.text,
    truncated,
    fault: faultOf(parts, truncated),
    isRefused: parts.finishReason === 'content_filter' || parts.refusal !== '',
  };
};

const empty: Parts = { text: '', refusal: '', tool: undefined, finishReason: undefined };

/** Reads the first choice of a whole answer; there is no other, because no more are asked for. */
export const readMessage = ({ choices: [choice] }: ChatCompletion): ReadMessage => {
  if (choice === undefined) return read(empty);
  const { message, finish_reason: reason } = choice;
  const [call] = message.tool_calls ?? [];
  return read({
    text: message.content ?? '',
    refusal: message.refusal ?? '',
    tool: call?.type === 'custom' ? call.custom.name : call?.function.name,
    finishReason: reason ?? undefined,
  });
};

/** Reads an answer that comes in pieces as `readMessage` reads a whole one. */
export class StreamedMessage {
  readonly #parts: Parts = { ...empty };

  /** What stands in all pieces up to now. */
  get message(): ReadMessage {
    return read(this.#parts);
  }

  /** @returns the text of the piece */
  add({ choices: [choice] }: ChatCompletionChunk): string {
    const { content, refusal, tool_calls: calls } = choice?.delta ?? {};
    const [call] = calls ?? [];
    this.#parts.text += content ?? '';
    this.#parts.refusal += refusal ?? '';
    // The name comes with the first piece of a call.
    if (call !== undefined) this.#parts.tool ??= call.function?.name ?? '';
    this.#parts.finishReason ??= choice?.finish_reason ?? undefined;
    return content ?? '';
  }
}
