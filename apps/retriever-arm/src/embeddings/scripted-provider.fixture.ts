import type { EmbeddingsRequest } from '@octollm/contracts';
import { type EmbeddingsResult, type ModelProvider, ProviderError } from '@octollm/llm';

/** A provider of embeddings that remembers what it was told, and fails when it is told to. */
export class ScriptedProvider implements ModelProvider {
  readonly models = ['small', 'large'];
  /** The texts of each call. */
  readonly calls: (readonly string[])[] = [];
  /** What the next calls fail with, given their texts. */
  failure: (texts: readonly string[]) => ProviderError | undefined = () => undefined;
  readonly name: string;

  constructor(name = 'openai') {
    this.name = name;
  }

  /** The places of a vector stand for subjects. */
  async embed({ input, model }: EmbeddingsRequest): Promise<EmbeddingsResult> {
    const texts = [input].flat().map(String);
    const failure = this.failure(texts);
    if (failure !== undefined) throw failure;
    this.calls.push(texts);
    const data = texts.map((text, index) => ({
      object: 'embedding' as const,
      index,
      embedding: meaningOf(text),
    }));
    const usage = { prompt_tokens: 7, total_tokens: 7 };
    const embeddings = { object: 'list' as const, model, data, usage };
    return {
      embeddings,
      body: Buffer.alloc(0),
      usage: { promptTokens: 7, completionTokens: 0, estimated: false },
    };
  }

  chat(): Promise<never> {
    return Promise.reject(new ProviderError('invalid_input', 'It does not chat.'));
  }

  streamChat(): Promise<never> {
    return this.chat();
  }

  async close(): Promise<void> {}
}

const subjects = [/ferr(y|ies)|boat/i, /mill|grind/i, /bridge|cross/i];

/** The same direction for texts on the same subject, whichever words they have for it. */
export const meaningOf = (text: string): number[] =>
  subjects.map((subject) => (subject.test(text) ? 1 : 0.01));
