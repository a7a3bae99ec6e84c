import { z } from 'zod';
import type { ChatRequest, Completion } from './chat-provider.ts';
import { ProviderError } from './provider-error.ts';

/** The part of a chat completion that is read (https://platform.openai.com/docs/api-reference/chat/object). */
const ChatCompletion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullable() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) }).nullish(),
});

/** Reasoning models refuse `max_tokens`, and servers that only imitate the API know nothing else. */
const limitName = (model: string): 'max_tokens' | 'max_completion_tokens' =>
  /^(?:o\d|gpt-5)/.test(model) ? 'max_completion_tokens' : 'max_tokens';

/** The body of a chat completion request. */
export const toBody = (model: string, request: ChatRequest): Readonly<Record<string, unknown>> => ({
  model,
  messages: [
    { role: 'system', content: request.system },
    { role: 'user', content: request.prompt },
  ],
  [limitName(model)]: request.maxTokens,
  ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
});

/** A server that reports no usage is taken to have used all it might: a byte of the prompt is at least a token. */
const mostUsage = ({ system, prompt, maxTokens }: ChatRequest) => ({
  promptTokens: Buffer.byteLength(system) + Buffer.byteLength(prompt),
  completionTokens: maxTokens,
});

const parseJson = (provider: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message repeats what it read, so it is no cause to pass on.
    throw new ProviderError('unavailable', `${provider} answered with something that is not JSON.`);
  }
};

/** Reads a chat completion. @throws ProviderError when it is not one */
export const toCompletion = (provider: string, text: string, request: ChatRequest): Completion => {
  const parsed = ChatCompletion.safeParse(parseJson(provider, text));
  const choice = parsed.data?.choices[0];
  if (choice === undefined)
    throw new ProviderError(
      'unavailable',
      `${provider} answered with something that is not a chat completion.`,
    );
  const usage = parsed.data?.usage;
  return {
    text: choice.message.content ?? '',
    usage:
      usage === null || usage === undefined
        ? mostUsage(request)
        : { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens },
    truncated: choice.finish_reason === 'length',
  };
};
