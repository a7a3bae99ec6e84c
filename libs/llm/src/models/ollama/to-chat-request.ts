import type { ChatCompletionRequest } from '@octollm/contracts';
import { refuseForeignChat, refuseParameter } from '../refuse-parameter.ts';
import { toChatMessages } from './to-chat-messages.ts';

const given = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

/** The server cannot force a model to call a tool. @throws UnsupportedParameterError when it should */
const toolsOf = ({ tools, tool_choice: choice }: ChatCompletionRequest): object => {
  if (tools === null || tools === undefined || tools.length === 0 || choice === 'none') return {};
  if (choice !== null && choice !== undefined && choice !== 'auto')
    refuseParameter('ollama', '/tool_choice', 'a tool_choice other than auto and none');
  return {
    tools: tools.map((tool) => {
      if (tool.type !== 'function') return refuseParameter('ollama', '/tools', 'custom tools');
      const { name, description, parameters } = tool.function;
      return {
        type: 'function',
        function: {
          name,
          description: description ?? '',
          parameters: parameters ?? { type: 'object', properties: {} },
        },
      };
    }),
  };
};

const formatOf = ({ response_format: format }: ChatCompletionRequest): unknown => {
  if (format?.type === 'json_object') return 'json';
  return format?.type === 'json_schema' ? (format.json_schema.schema ?? 'json') : undefined;
};

/** A duration such as `10m` as it is, and a number of seconds as a number: the server reads texts as durations alone. */
export const keepAliveOf = (keepAlive: string | undefined): string | number | undefined =>
  keepAlive !== undefined && /^-?\d+$/.test(keepAlive) ? Number(keepAlive) : keepAlive;

/**
 * A chat as `POST /api/chat` takes it (https://docs.ollama.com/api/chat). Left out without a word: `logit_bias`,
 * `parallel_tool_calls`, `user` and what only OpenAI knows.
 * @throws UnsupportedParameterError for what would change the form of the answer and has no counterpart
 */
export const toChatRequest = (
  request: ChatCompletionRequest,
  { stream, keepAlive }: { readonly stream: boolean; readonly keepAlive: string | undefined },
): object => {
  refuseForeignChat('ollama', request);
  const { model, temperature, top_p, seed, stop, frequency_penalty, presence_penalty } = request;
  const effort = request.reasoning_effort;
  return {
    model,
    messages: toChatMessages(request),
    ...toolsOf(request),
    ...given({
      format: formatOf(request),
      keep_alive: keepAliveOf(keepAlive),
      think: effort === null || effort === undefined ? undefined : effort !== 'none',
    }),
    options: given({
      num_predict: request.max_completion_tokens ?? request.max_tokens,
      temperature,
      top_p,
      seed,
      stop: typeof stop === 'string' ? [stop] : stop,
      frequency_penalty,
      presence_penalty,
    }),
    stream,
  };
};
