import type { ChatCompletionRequest } from '@octollm/contracts';

/** One thing said, by the model or to it. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** The form of a JSON answer: what a provider is told of it. */
export interface JsonForm {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What is said to a model, whichever it will be. */
export interface Conversation {
  readonly system: string;
  readonly turns: readonly Turn[];
  readonly temperature?: number | undefined;
  readonly maxAnswerTokens: number;
  readonly form?: JsonForm | undefined;
}

/** OpenAI's models that think before they answer: they refuse `max_tokens` and every temperature but their own. */
const isReasoning = (model: string): boolean => /(?:^|\/)(?:o\d|gpt-5)/.test(model);

/** Servers that only imitate the API know no other name than `max_tokens`. */
export const withLimit = (request: ChatCompletionRequest, tokens: number): ChatCompletionRequest => ({
  ...request,
  [isReasoning(request.model) ? 'max_completion_tokens' : 'max_tokens']: tokens,
});

const responseFormat = ({
  name,
  schema,
}: JsonForm): NonNullable<ChatCompletionRequest['response_format']> => ({
  type: 'json_schema',
  // Strict schemas may have no optional fields and few keywords; the answer is checked in any case.
  json_schema: { name, schema, strict: false },
});

/** A conversation as a request, without the limit of its answer. */
export const chatRequest = (
  model: string,
  { system, turns, temperature, form }: Conversation,
): ChatCompletionRequest => ({
  model,
  messages: [
    { role: 'system', content: system },
    ...turns.map(({ role, text }) => ({ role, content: text })),
  ],
  ...(temperature === undefined || isReasoning(model) ? {} : { temperature }),
  ...(form === undefined ? {} : { response_format: responseFormat(form) }),
});
