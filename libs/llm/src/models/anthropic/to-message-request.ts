import type { ChatCompletionRequest } from '@octollm/contracts';
import { refuseForeignChat } from '../refuse-parameter.ts';
import { takesSampling } from './model-traits.ts';
import { type OutputForm, toOutputForm } from './to-output-form.ts';
import { toSystem } from './to-system.ts';
import { toTools } from './to-tools.ts';
import { toTurns } from './to-turns.ts';

/** The API wants a limit. Within what every model of the last years can write, thoughts included. */
export const usualLimit = 16_384;

/** OpenAI's levels of effort beside those with the same name. */
const efforts: Readonly<Record<string, string>> = {
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'xhigh',
  max: 'max',
};

/** The request with the limit that is sent, whether the caller has set one or not: what an answer can use at most. */
export const withLimit = (request: ChatCompletionRequest): ChatCompletionRequest => ({
  ...request,
  max_completion_tokens: request.max_completion_tokens ?? request.max_tokens ?? usualLimit,
});

/** OpenAI's temperatures go up to 2, these to 1. Newer models refuse it together with top_p. */
const samplingOf = ({ model, temperature, top_p }: ChatCompletionRequest): object => {
  if (!takesSampling(model)) return {};
  if (temperature !== null && temperature !== undefined) return { temperature: Math.min(temperature, 1) };
  return top_p === null || top_p === undefined ? {} : { top_p };
};

const outputOf = ({ format }: OutputForm, { reasoning_effort: effort }: ChatCompletionRequest): object => {
  const level = Object.hasOwn(efforts, effort ?? '') ? efforts[effort ?? ''] : undefined;
  const config = {
    ...(format === undefined ? {} : { format }),
    ...(level === undefined ? {} : { effort: level }),
  };
  return Object.keys(config).length === 0 ? {} : { output_config: config };
};

/**
 * A chat as the Messages API takes it (https://platform.claude.com/docs/en/api/messages/create, version 2023-06-01).
 * Left out without a word: `seed`, the penalties, `logit_bias` and what only OpenAI knows.
 * @throws UnsupportedParameterError for what would change the form of the answer and has no counterpart
 */
export const toMessageRequest = (request: ChatCompletionRequest, stream: boolean): object => {
  refuseForeignChat('anthropic', request);
  const form = toOutputForm(request);
  const system = toSystem(request, form);
  const stops = (typeof request.stop === 'string' ? [request.stop] : (request.stop ?? [])).filter(
    (stop) => stop.trim() !== '',
  );
  return {
    model: request.model,
    max_tokens: withLimit(request).max_completion_tokens,
    ...(system.length === 0 ? {} : { system }),
    messages: toTurns(request),
    ...toTools(request),
    ...samplingOf(request),
    ...outputOf(form, request),
    ...(stops.length === 0 ? {} : { stop_sequences: stops }),
    ...(request.user === null || request.user === undefined
      ? {}
      : { metadata: { user_id: request.user.slice(0, 256) } }),
    stream,
  };
};
