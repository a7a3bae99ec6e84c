import type { ChatCompletion, ChatCompletionChunk, ChatCompletionRequest } from '@octollm/contracts';
import { CompletionMeter } from '../../tokens/completion-tokens.ts';
import { mostPromptTokens } from '../../tokens/prompt-tokens.ts';
import type { TokenUsage } from '../../tokens/token-usage.ts';
import { isObject, type JsonObject, malformed, readObject } from '../../wire/json.ts';
import type { ChatResult } from '../model-provider.ts';
import { reportedUsage, wireUsage } from '../usage.ts';

interface Kind {
  readonly object: 'chat.completion' | 'chat.completion.chunk';
  /** What each choice holds. */
  readonly part: 'message' | 'delta';
}

export const wholeKind: Kind = { object: 'chat.completion', part: 'message' };
export const chunkKind: Kind = { object: 'chat.completion.chunk', part: 'delta' };

/** Choices of which every one has its message or delta. */
export const choicesOf = (value: JsonObject, { part }: Kind): readonly JsonObject[] | undefined => {
  const { choices } = value;
  return Array.isArray(choices) && choices.every((choice) => isObject(choice) && isObject(choice[part]))
    ? choices
    : undefined;
};

const isCompleteChoice = (choice: JsonObject, { part }: Kind): boolean => {
  if (typeof choice.index !== 'number') return false;
  if (part === 'delta') return true;
  return (
    choice.finish_reason !== undefined && isObject(choice.message) && choice.message.role === 'assistant'
  );
};

const completedChoice = (choice: JsonObject, at: number, kind: Kind): JsonObject => {
  if (isCompleteChoice(choice, kind)) return choice;
  const index = typeof choice.index === 'number' ? choice.index : at;
  if (kind.part === 'delta') return { ...choice, index };
  const message = { ...(isObject(choice.message) ? choice.message : {}), role: 'assistant' };
  return { finish_reason: null, ...choice, index, message };
};

/**
 * The value with the fields that clients rely on: servers that imitate the API leave some out. The same value when
 * nothing is missing.
 */
export const completed = (
  value: JsonObject,
  choices: readonly JsonObject[],
  kind: Kind,
  asked: string,
): JsonObject => {
  const { id, object, created, model } = value;
  const named = typeof id === 'string' && typeof created === 'number' && typeof model === 'string';
  if (named && object === kind.object && choices.every((choice) => isCompleteChoice(choice, kind)))
    return value;
  return {
    ...value,
    id: typeof id === 'string' ? id : 'chatcmpl-unnamed',
    object: kind.object,
    created: typeof created === 'number' ? created : Math.floor(Date.now() / 1_000),
    model: typeof model === 'string' ? model : asked,
    choices: choices.map((choice, at) => completedChoice(choice, at, kind)),
  };
};

/** A checked value in the type of the contract. */
export const asCompletion = (value: JsonObject): ChatCompletion => value as ChatCompletion;
export const asChunk = (value: JsonObject): ChatCompletionChunk => value as ChatCompletionChunk;

/** The most that an answer without a report can have used. */
const mostUsage = (request: ChatCompletionRequest, choices: readonly JsonObject[]): TokenUsage => {
  const meter = new CompletionMeter(request);
  for (const { message } of choices) if (isObject(message)) meter.add(message);
  return { promptTokens: mostPromptTokens(request), completionTokens: meter.most };
};

/** Reads a whole answer. @throws ProviderError when it is none */
export const readCompletion = (
  provider: string,
  json: Buffer,
  request: ChatCompletionRequest,
): ChatResult => {
  const value = readObject(json);
  const choices = value === undefined ? undefined : choicesOf(value, wholeKind);
  if (value === undefined || choices === undefined || choices.length === 0)
    throw malformed(provider, 'a chat completion');
  const reported = reportedUsage(value.usage);
  const report = reported !== undefined && isObject(value.usage) ? value.usage : {};
  const whole = completed(value, choices, wholeKind, request.model);
  if (reported !== undefined && whole === value && 'total_tokens' in report)
    return { completion: asCompletion(value), body: json, usage: { ...reported, estimated: false } };
  const usage = reported ?? mostUsage(request, choices);
  const completion = asCompletion({ ...whole, usage: { ...wireUsage(usage), ...report } });
  return {
    completion,
    body: Buffer.from(JSON.stringify(completion)),
    usage: { ...usage, estimated: reported === undefined },
  };
};
