import { randomUUID } from 'node:crypto';
import { isObject, malformed, readObject } from '../../wire/json.ts';
import { LineParser } from '../../wire/line-parser.ts';
import { ChunkWriter } from '../chunk-writer.ts';
import type { DecodedAnswer, StreamDecoder } from '../wire-stream.ts';
import { callsOf, toFinishReason, toUsage } from './read-chat.ts';
import { errorWithin } from './read-error.ts';

/** Reads the lines of JSON in which `POST /api/chat` streams; the one that is `done` ends the answer. */
export class OllamaDecoder implements StreamDecoder {
  readonly #provider: string;
  readonly #answer: DecodedAnswer;
  readonly #writer: ChunkWriter;
  readonly #parser = new LineParser((line) => this.#onLine(line));
  #calls = 0;
  #isOver = false;

  constructor(provider: string, model: string, answer: DecodedAnswer) {
    this.#provider = provider;
    this.#answer = answer;
    this.#writer = new ChunkWriter(answer, model);
    this.#writer.name(`chatcmpl-${randomUUID()}`, undefined);
  }

  push(bytes: Buffer): void {
    this.#parser.push(bytes);
  }

  end(): void {
    this.#parser.end();
  }

  #onLine(line: Buffer): void {
    if (this.#isOver) return;
    const value = readObject(line);
    if (value?.error !== undefined) throw errorWithin(this.#provider, value.error);
    const message = value?.message;
    if (value === undefined || !isObject(message)) throw malformed(this.#provider, 'a piece of a chat');
    this.#writer.name(undefined, value.model);
    const { content, thinking } = message;
    if (typeof thinking === 'string') this.#answer.meter.addUnsent({ thinking });
    if (typeof content === 'string' && content !== '') this.#writer.say({ content });
    for (const call of callsOf(message))
      this.#writer.say({ tool_calls: [{ index: this.#calls++, ...call }] });
    if (value.done !== true) return;
    this.#isOver = true;
    this.#answer.meter.report(toUsage(value));
    this.#writer.end(toFinishReason(value.done_reason, this.#calls > 0));
    this.#answer.finish();
  }
}
