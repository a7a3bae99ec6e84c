import type { ChatCompletionChunk, ChatCompletionRequest } from '@octollm/contracts';
import { StreamedChunk } from '../models/chat-stream.ts';
import type { MeteredUsage } from '../models/model-provider.ts';
import { wireUsage } from '../models/usage.ts';
import { isPassing } from './passing.ts';
import { type CallOfAnswer, callOf, type RoutedStream, type StreamPart } from './routed-stream.ts';
import { Said, saysOther } from './said.ts';
import { Seam } from './seam.ts';

/** Asks who is next for the rest of an answer. @returns undefined when nobody is left who could */
export type AskRest = (request: ChatCompletionRequest, isBegun: boolean) => Promise<StreamPart | undefined>;

/**
 * An answer that another model goes on with when the one that began breaks off, times out or reaches a limit in the
 * middle. The caller sees one answer: one id, one role, the text without what the second repeats, one reason why it
 * ended, and at the end the usage of all calls together. Each chunk names the model that wrote it. What was said is
 * never taken back: calls of tools, refusals, JSON and several choices at once cannot be gone on with, and then reading
 * throws the error with which the last provider broke off.
 */
export class ContinuedStream implements RoutedStream {
  readonly #request: ChatCompletionRequest;
  readonly #askRest: AskRest;
  readonly #parts: StreamPart[];
  readonly #said: Said;
  #head: Pick<ChatCompletionChunk, 'id' | 'created'> | undefined;

  constructor(request: ChatCompletionRequest, first: StreamPart, askRest: AskRest) {
    this.#request = request;
    this.#askRest = askRest;
    this.#parts = [first];
    this.#said = new Said(request);
  }

  get calls(): readonly CallOfAnswer[] {
    return this.#parts.map(callOf);
  }

  get usage(): MeteredUsage {
    const all = this.calls.map(({ usage }) => usage);
    const [only] = all;
    if (all.length === 1 && only !== undefined) return only;
    const sum = (of: (usage: MeteredUsage) => number): number =>
      all.reduce((total, one) => total + of(one), 0);
    return {
      promptTokens: sum(({ promptTokens }) => promptTokens),
      completionTokens: sum(({ completionTokens }) => completionTokens),
      estimated: all.some(({ estimated }) => estimated),
    };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamedChunk, void> {
    let [part] = this.#parts;
    while (part !== undefined) {
      const seam = this.#parts.length === 1 ? undefined : new Seam(this.#said.text);
      try {
        for await (const piece of part.stream) {
          const told = this.#tell(piece, seam);
          if (told !== undefined) yield told;
        }
        return yield* this.#rest(seam);
      } catch (error) {
        if (!isPassing(error)) throw error;
        // What the seam holds back was not told, and the next model may say it better.
        if (this.#said.isWhole) return yield* this.#end();
        part = await this.#next(error);
      }
    }
  }

  /** @throws the error when nobody can go on */
  async #next(error: Error): Promise<StreamPart> {
    const { rest, isNothing } = this.#said;
    const part = rest === undefined ? undefined : await this.#askRest(rest, !isNothing);
    if (part === undefined) throw error;
    this.#parts.push(part);
    return part;
  }

  #tell(piece: StreamedChunk, seam: Seam | undefined): StreamedChunk | undefined {
    const { chunk } = piece;
    this.#head ??= { id: chunk.id, created: chunk.created };
    const told = seam === undefined ? piece : this.#joined(chunk, seam);
    if (told !== undefined) this.#said.add(told.chunk);
    return told;
  }

  /** A chunk of a later part as one of the whole answer; undefined when it says nothing that was not said. */
  #joined(chunk: ChatCompletionChunk, seam: Seam): StreamedChunk | undefined {
    if (chunk.choices.length === 0)
      return new StreamedChunk({ ...chunk, ...this.#head, usage: wireUsage(this.usage) });
    const choices = chunk.choices.flatMap((choice) => {
      const { role: _, content, ...other } = choice.delta;
      const isOver = typeof choice.finish_reason === 'string';
      const text = seam.add(content ?? '') + (isOver || saysOther(choice.delta) ? seam.end() : '');
      if (text === '' && !isOver && Object.keys(other).length === 0) return [];
      return [{ ...choice, delta: { ...other, ...(text === '' ? {} : { content: text }) } }];
    });
    return choices.length === 0 ? undefined : new StreamedChunk({ ...chunk, ...this.#head, choices });
  }

  /** What the seam held back of an answer that ended without saying why. */
  *#rest(seam: Seam | undefined): Generator<StreamedChunk, void> {
    const content = seam?.end() ?? '';
    if (content !== '') yield this.#made({ choices: [{ index: 0, delta: { content } }] });
  }

  /** The usage, when it was asked for: an answer that ended before its provider broke off lacks nothing else. */
  *#end(): Generator<StreamedChunk, void> {
    if (this.#request.stream_options?.include_usage === true)
      yield this.#made({ choices: [], usage: wireUsage(this.usage) });
  }

  /** A chunk that no provider sent. */
  #made(rest: Pick<ChatCompletionChunk, 'choices' | 'usage'>): StreamedChunk {
    const { model } = this.#parts.at(-1) ?? this.#request;
    const { id, created } = this.#head ?? { id: 'chatcmpl-unnamed', created: 0 };
    return new StreamedChunk({ id, object: 'chat.completion.chunk', created, model, ...rest });
  }
}
