import type { ChatCompletionChunk } from '@octollm/contracts';
import type { DecodedAnswer } from './wire-stream.ts';

type Delta = ChatCompletionChunk['choices'][number]['delta'];

/**
 * Writes the chunks of an answer that another API than OpenAI's streams. The chunk that names the role goes out with the
 * first that says something: until then the answer has not begun, and another provider can still be asked.
 */
export class ChunkWriter {
  readonly #answer: DecodedAnswer;
  readonly #created = Math.floor(Date.now() / 1_000);
  #id = 'chatcmpl-unnamed';
  #model: string;
  #hasBegun = false;

  /** @param model the model that was asked, until the provider names another */
  constructor(answer: DecodedAnswer, model: string) {
    this.#answer = answer;
    this.#model = model;
  }

  /** What the provider calls the answer and the model. */
  name(id: unknown, model: unknown): void {
    if (typeof id === 'string') this.#id = id;
    if (typeof model === 'string') this.#model = model;
  }

  say(delta: Delta): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#write({ role: 'assistant', content: '' }, null);
    }
    this.#write(delta, null);
  }

  end(finishReason: string): void {
    if (!this.#hasBegun) this.say({ content: '' });
    this.#write({}, finishReason);
  }

  #write(delta: Delta, finishReason: string | null): void {
    this.#answer.chunk({
      id: this.#id,
      object: 'chat.completion.chunk',
      created: this.#created,
      model: this.#model,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    });
  }
}
