import { z } from 'zod';
import { ChatAssistantContent, ChatTextContent, ChatUserContent } from './content-part.ts';
import { openAiLimits as limits } from './limits.ts';

const name = z.string().max(limits.name).nullish();
const FunctionCall = z.looseObject({
  name: z.string().min(1).max(limits.name),
  /** JSON as the model wrote it, which need not be valid. */
  arguments: z.string().max(limits.text),
});

/** A call of a tool that the model asked for. */
export const ChatToolCall = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('function'),
    id: z.string().max(limits.name),
    function: FunctionCall,
  }),
  z.looseObject({
    type: z.literal('custom'),
    id: z.string().max(limits.name),
    custom: z.looseObject({
      name: z.string().min(1).max(limits.name),
      input: z.string().max(limits.text),
    }),
  }),
]);
export type ChatToolCall = z.infer<typeof ChatToolCall>;

/** One message of a conversation, by the role of who speaks. */
export const ChatMessage = z.discriminatedUnion('role', [
  z.looseObject({ role: z.literal('system'), content: ChatTextContent, name }),
  z.looseObject({ role: z.literal('developer'), content: ChatTextContent, name }),
  z.looseObject({ role: z.literal('user'), content: ChatUserContent, name }),
  z.looseObject({
    role: z.literal('assistant'),
    content: ChatAssistantContent.nullish(),
    refusal: z.string().max(limits.text).nullish(),
    name,
    audio: z.looseObject({ id: z.string().max(limits.name) }).nullish(),
    tool_calls: z.array(ChatToolCall).max(limits.toolCalls).nullish(),
    /** What came before `tool_calls`. */
    function_call: FunctionCall.nullish(),
  }),
  z.looseObject({
    role: z.literal('tool'),
    content: ChatTextContent,
    tool_call_id: z.string().max(limits.name),
  }),
  z.looseObject({
    role: z.literal('function'),
    content: z.string().max(limits.text).nullable(),
    name: z.string().min(1).max(limits.name),
  }),
]);
export type ChatMessage = z.infer<typeof ChatMessage>;
