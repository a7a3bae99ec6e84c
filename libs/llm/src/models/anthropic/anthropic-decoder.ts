import { isObject, type JsonObject, malformed, readObject } from '../../wire/json.ts';
import { SseParser } from '../../wire/sse-parser.ts';
import { ChunkWriter } from '../chunk-writer.ts';
import type { DecodedAnswer, StreamDecoder } from '../wire-stream.ts';
import { errorInStream } from './read-error.ts';
import { toUsage } from './read-usage.ts';
import { refusalText, toFinishReason } from './stop-reason.ts';

/** A call of a tool that is being written. */
interface OpenCall {
  /** Its place among the calls. */
  readonly index: number;
  hasArguments: boolean;
}

const object = (value: unknown): JsonObject => (isObject(value) ? value : {});

/**
 * Reads the events of the Messages API (https://platform.claude.com/docs/en/build-with-claude/streaming). Events and
 * deltas that are not known are passed over, as the API asks for.
 */
export class AnthropicDecoder implements StreamDecoder {
  readonly #provider: string;
  readonly #answer: DecodedAnswer;
  readonly #writer: ChunkWriter;
  readonly #parser = new SseParser((data) => this.#onEvent(data));
  /** By the index of their block. */
  readonly #calls = new Map<unknown, OpenCall>();
  /** Reports are cumulative, and later ones may leave out what does not change. */
  #usage: JsonObject = {};

  constructor(provider: string, model: string, answer: DecodedAnswer) {
    this.#provider = provider;
    this.#answer = answer;
    this.#writer = new ChunkWriter(answer, model);
  }

  push(bytes: Buffer): void {
    this.#parser.push(bytes);
  }

  end(): void {
    this.#parser.end();
  }

  #onEvent(data: Buffer): void {
    const event = readObject(data);
    if (typeof event?.type !== 'string') throw malformed(this.#provider, 'an event of a message');
    switch (event.type) {
      case 'message_start': {
        const message = object(event.message);
        this.#writer.name(message.id, message.model);
        return this.#report(message.usage);
      }
      case 'content_block_start':
        return this.#startBlock(event.index, object(event.content_block));
      case 'content_block_delta':
        return this.#addTo(event.index, object(event.delta));
      case 'content_block_stop':
        return this.#stopBlock(event.index);
      case 'message_delta':
        this.#report(event.usage);
        return this.#stop(object(event.delta).stop_reason);
      case 'message_stop':
        return this.#answer.finish();
      case 'error':
        throw errorInStream(this.#provider, event.error);
    }
  }

  #report(usage: unknown): void {
    if (!isObject(usage)) return;
    const told = Object.entries(usage).filter(([, value]) => typeof value === 'number');
    this.#usage = { ...this.#usage, ...Object.fromEntries(told) };
    this.#answer.meter.report(toUsage(this.#usage));
  }

  #startBlock(block: unknown, { type, id, name, text }: JsonObject): void {
    if (type === 'text' && typeof text === 'string' && text !== '') this.#writer.say({ content: text });
    if (type !== 'tool_use' || typeof id !== 'string' || typeof name !== 'string') return;
    const index = this.#calls.size;
    this.#calls.set(block, { index, hasArguments: false });
    this.#writer.say({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
  }

  #addTo(block: unknown, { type, text, partial_json: json, thinking }: JsonObject): void {
    if (type === 'text_delta' && typeof text === 'string') this.#writer.say({ content: text });
    else if (type === 'input_json_delta' && typeof json === 'string') this.#addArguments(block, json);
    else if (type === 'thinking_delta' && typeof thinking === 'string')
      this.#answer.meter.addUnsent({ thinking });
  }

  #addArguments(block: unknown, json: string): void {
    const call = this.#calls.get(block);
    if (call === undefined || json === '') return;
    call.hasArguments = true;
    this.#writer.say({ tool_calls: [{ index: call.index, function: { arguments: json } }] });
  }

  /** A call without arguments streams none, and OpenAI's clients read them as JSON. */
  #stopBlock(block: unknown): void {
    const call = this.#calls.get(block);
    if (call?.hasArguments === false) this.#addArguments(block, '{}');
  }

  #stop(reason: unknown): void {
    if (typeof reason !== 'string') return;
    if (reason === 'refusal') this.#writer.say({ refusal: refusalText });
    this.#writer.end(toFinishReason(reason));
  }
}
