import type { ChatCompletionRequest, ChatTool } from '@octollm/contracts';
import { isObject } from '../../wire/json.ts';
import { refuseParameter } from '../refuse-parameter.ts';

const toolOf = (tool: ChatTool): object => {
  if (tool.type !== 'function') return refuseParameter('anthropic', '/tools', 'custom tools');
  const { name, description, parameters, strict } = tool.function;
  return {
    name,
    ...(description === null || description === undefined ? {} : { description }),
    input_schema: parameters ?? { type: 'object', properties: {} },
    ...(strict === true ? { strict } : {}),
  };
};

const choices = { none: 'none', auto: 'auto', required: 'any' } as const;

const nameOfTool = (tool: unknown): unknown =>
  isObject(tool) && isObject(tool.function) ? tool.function.name : undefined;

type Choice = ChatCompletionRequest['tool_choice'];

/** The tools that the choice leaves. */
const offered = (tools: readonly ChatTool[], choice: Choice): readonly ChatTool[] => {
  if (typeof choice !== 'object' || choice?.type !== 'allowed_tools') return tools;
  const allowed = new Set(choice.allowed_tools.tools.map(nameOfTool));
  return tools.filter((tool) => allowed.has(nameOfTool(tool)));
};

const choiceOf = (choice: Choice): { readonly type: string; readonly name?: string } => {
  if (choice === null || choice === undefined) return { type: 'auto' };
  if (typeof choice === 'string') return { type: choices[choice] };
  switch (choice.type) {
    case 'function':
      return { type: 'tool', name: choice.function.name };
    case 'allowed_tools':
      return { type: choices[choice.allowed_tools.mode] };
    case 'custom':
      return refuseParameter('anthropic', '/tool_choice', 'custom tools');
  }
};

/** The tools a model may call, and whether it must. @throws UnsupportedParameterError for custom tools */
export const toTools = ({
  tools,
  tool_choice: choice,
  parallel_tool_calls: parallel,
}: ChatCompletionRequest): object => {
  if (tools === null || tools === undefined || tools.length === 0) return {};
  const chosen = choiceOf(choice);
  const oneAtATime = parallel === false && chosen.type !== 'none';
  return {
    tools: offered(tools, choice).map(toolOf),
    tool_choice: oneAtATime ? { ...chosen, disable_parallel_tool_use: true } : chosen,
  };
};
