import { type ChatCompletionRequest, InvalidRequestError, type ResponsesRequest } from '@octollm/contracts';
import { messagesOf } from './chat-messages.ts';

/** Parameters that both endpoints have under one name. */
const shared = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'parallel_tool_calls',
  'user',
  'safety_identifier',
  'prompt_cache_key',
] as const;

const sharedOf = (request: ResponsesRequest): Partial<ChatCompletionRequest> =>
  Object.fromEntries(
    shared.flatMap((name) => {
      const value = request[name];
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );

const formatOf = ({ text }: ResponsesRequest): Partial<ChatCompletionRequest> => {
  const format = text?.format;
  if (format === null || format === undefined || format.type === 'text') return {};
  if (format.type === 'json_object') return { response_format: { type: 'json_object' } };
  const { name, description, schema, strict } = format;
  return { response_format: { type: 'json_schema', json_schema: { name, description, schema, strict } } };
};

const toolsOf = ({ tools, tool_choice: choice }: ResponsesRequest): Partial<ChatCompletionRequest> => {
  if (tools === null || tools === undefined || tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, parameters, strict }) => ({
      type: 'function',
      function: {
        name,
        ...(description ? { description } : {}),
        ...(parameters ? { parameters } : {}),
        ...(typeof strict === 'boolean' ? { strict } : {}),
      },
    })),
    ...(choice === null || choice === undefined
      ? {}
      : {
          tool_choice:
            typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } },
        }),
  };
};

/**
 * A request of Open Responses as one for chat completions, which every provider answers. What only the answer shows,
 * such as metadata, is left out.
 * @throws InvalidRequestError when nothing is asked, UnsupportedParameterError for content that chats cannot have
 */
export const toChatRequest = (request: ResponsesRequest): ChatCompletionRequest => {
  const messages = messagesOf(request);
  if (messages.length === 0)
    throw new InvalidRequestError('Send a message in input: there is nothing to answer.', {
      errors: [{ pointer: '/input', detail: 'holds no message' }],
    });
  const { model, stream, max_output_tokens: limit, reasoning, text } = request;
  return {
    model,
    messages,
    ...(stream === true ? { stream, stream_options: { include_usage: true } } : {}),
    ...(limit ? { max_completion_tokens: limit } : {}),
    ...(reasoning?.effort ? { reasoning_effort: reasoning.effort } : {}),
    ...(text?.verbosity ? { verbosity: text.verbosity } : {}),
    ...sharedOf(request),
    ...formatOf(request),
    ...toolsOf(request),
  };
};
