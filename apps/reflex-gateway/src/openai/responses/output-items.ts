import {
  type ChatCompletionMessage,
  newId,
  type ResponseOutputItem,
  type ResponseOutputPart,
} from '@octollm/contracts';

/** An annotation of a chat, which names its fields once more below its type, as responses have it. */
export const annotationOf = (annotation: unknown): { type: string } & Record<string, unknown> => {
  const { type, url_citation, ...rest } = annotation as { type: string; url_citation?: object };
  return { type, ...rest, ...url_citation };
};

const annotationsOf = (message: ChatCompletionMessage): ReturnType<typeof annotationOf>[] =>
  Array.isArray(message.annotations) ? message.annotations.map(annotationOf) : [];

const partsOf = (message: ChatCompletionMessage): ResponseOutputPart[] => {
  if (message.refusal) return [{ type: 'refusal', refusal: message.refusal }];
  if (!message.content) return [];
  return [{ type: 'output_text', text: message.content, annotations: annotationsOf(message), logprobs: [] }];
};

/** A message of a chat as the items of a response: what was said, then each call of a function. */
export const outputItemsOf = (message: ChatCompletionMessage): ResponseOutputItem[] => {
  const content = partsOf(message);
  const calls = (message.tool_calls ?? []).flatMap((call): ResponseOutputItem[] =>
    call.type === 'function'
      ? [
          {
            type: 'function_call',
            id: `fc_${newId()}`,
            status: 'completed',
            call_id: call.id,
            name: call.function.name,
            arguments: call.function.arguments,
          },
        ]
      : [],
  );
  const said: ResponseOutputItem[] =
    content.length === 0
      ? []
      : [{ type: 'message', id: `msg_${newId()}`, status: 'completed', role: 'assistant', content }];
  return [...said, ...calls];
};
