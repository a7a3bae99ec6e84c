import type { ChatCompletion, ChatCompletionRequest } from '@octollm/contracts';
import { CompletionMeter } from '../tokens/completion-tokens.ts';
import { mostPromptTokens } from '../tokens/prompt-tokens.ts';
import type { JsonObject } from '../wire/json.ts';
import type { ChatResult } from './model-provider.ts';
import { reportedUsage, wireUsage } from './usage.ts';

/** A whole answer that another API than OpenAI's has given, read and translated. */
export interface TranslatedAnswer {
  readonly id: unknown;
  readonly model: unknown;
  readonly message: ChatCompletion['choices'][number]['message'];
  readonly finishReason: string;
  /** The provider's report in OpenAI's shape. */
  readonly usage: JsonObject | undefined;
}

/** Puts a translated answer into OpenAI's shape. Without a report it counts with the most it can have used. */
export const wholeAnswer = (
  request: ChatCompletionRequest,
  { id, model, message, finishReason, usage: report }: TranslatedAnswer,
): ChatResult => {
  const reported = reportedUsage(report);
  const meter = new CompletionMeter(request);
  meter.add(message);
  const usage = reported ?? {
    promptTokens: mostPromptTokens(request),
    completionTokens: meter.most,
  };
  const completion: ChatCompletion = {
    id: typeof id === 'string' ? id : 'chatcmpl-unnamed',
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: typeof model === 'string' ? model : request.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
    usage: { ...wireUsage(usage), ...(reported === undefined ? {} : report) },
  };
  return {
    completion,
    body: Buffer.from(JSON.stringify(completion)),
    usage: { ...usage, estimated: reported === undefined },
  };
};
