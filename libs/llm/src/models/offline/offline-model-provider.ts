import { createHash } from 'node:crypto';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionRequest,
  EmbeddingsRequest,
  EmbeddingsResponse,
} from '@octollm/contracts';
import { extractiveAnswerName } from '../../offline/extractive-answer.ts';
import { estimateInputTokens, estimatePromptTokens } from '../../tokens/prompt-tokens.ts';
import type { ChatStream } from '../chat-stream.ts';
import type {
  CallOptions,
  ChatResult,
  EmbeddingsResult,
  MeteredUsage,
  ModelProvider,
} from '../model-provider.ts';
import { wireUsage } from '../usage.ts';
import { embedTexts } from './embed-texts.ts';
import { OfflineStream } from './offline-stream.ts';
import { type Quotation, quote } from './quote.ts';
import { refuseUnsupportedChat, refuseUnsupportedEmbeddings } from './refuse-unsupported.ts';

export const offlineModel = 'offline';

/** Says in every answer how it was made. */
const head = (request: ChatCompletionRequest) => ({
  id: `chatcmpl-${createHash('sha256').update(JSON.stringify(request.messages)).digest('hex').slice(0, 24)}`,
  created: Math.floor(Date.now() / 1_000),
  model: offlineModel,
  system_fingerprint: extractiveAnswerName,
});

const usageOf = (request: ChatCompletionRequest, { tokens }: Quotation): MeteredUsage => ({
  promptTokens: estimatePromptTokens(request),
  completionTokens: tokens,
  estimated: false,
});

const finishReason = ({ cut }: Quotation): string => (cut ? 'length' : 'stop');

/**
 * Answers without a model: chats with sentences of the sources in the prompt, word for word (see `sourcesOf`), and
 * embeddings by hashing. The same request gives the same answer, and it costs nothing. It never pretends to be a model:
 * without sources it refuses.
 */
export class OfflineModelProvider implements ModelProvider {
  readonly name = 'offline';
  readonly models = [offlineModel];
  /** It quotes sources, and would quote them again. */
  readonly goesOn = false;

  /** @throws ModelRequiredError without sources, UnsupportedParameterError for what only a model can follow */
  async chat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatResult> {
    signal.throwIfAborted();
    refuseUnsupportedChat(request);
    const quotation = quote(request);
    const usage = usageOf(request, quotation);
    const completion: ChatCompletion = {
      ...head(request),
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: quotation.pieces.join(''), refusal: null },
          logprobs: null,
          finish_reason: finishReason(quotation),
        },
      ],
      usage: wireUsage(usage),
    };
    return { completion, body: Buffer.from(JSON.stringify(completion)), usage };
  }

  /** @throws like `chat` */
  async streamChat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatStream> {
    signal.throwIfAborted();
    refuseUnsupportedChat(request);
    const quotation = quote(request);
    const usage = usageOf(request, quotation);
    const base = { ...head(request), object: 'chat.completion.chunk' as const };
    const say = (
      delta: { role?: 'assistant'; content?: string },
      reason: string | null = null,
    ): ChatCompletionChunk => ({
      ...base,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    });
    const chunks = [
      say({ role: 'assistant', content: '' }),
      ...quotation.pieces.map((content) => say({ content })),
      say({}, finishReason(quotation)),
    ];
    if (request.stream_options?.include_usage === true)
      chunks.push({ ...base, choices: [], usage: wireUsage(usage) });
    return new OfflineStream(chunks, usage, signal);
  }

  /** @throws ProviderError (invalid_input) for tokens and long texts, UnsupportedParameterError for other dimensions */
  async embed(request: EmbeddingsRequest, { signal }: CallOptions): Promise<EmbeddingsResult> {
    signal.throwIfAborted();
    refuseUnsupportedEmbeddings(request);
    const data = await embedTexts(request.input, request.encoding_format ?? 'float', signal);
    const tokens = estimateInputTokens(request);
    const embeddings: EmbeddingsResponse = {
      object: 'list',
      data,
      model: offlineModel,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
    return {
      embeddings,
      body: Buffer.from(JSON.stringify(embeddings)),
      usage: { promptTokens: tokens, completionTokens: 0, estimated: false },
    };
  }

  async close(): Promise<void> {
    // It holds no connection.
  }
}
