import { type ChatMessage, UnsupportedParameterError } from '@octollm/contracts';

type Content = ChatMessage['content'];

const partText = (part: Exclude<Content, string | null | undefined>[number], pointer: string): string => {
  if (part.type === 'text') return part.text;
  if (part.type === 'refusal') return part.refusal;
  throw new UnsupportedParameterError(
    pointer,
    `The model octollm reads text alone, and this part is of the type ${part.type}. Leave it out, or ask a provider's model.`,
  );
};

/**
 * All the text of a message, part by part.
 * @param index of the message in the conversation, for the error
 * @throws UnsupportedParameterError that points at a part which is no text
 */
export const textOfMessage = ({ content }: ChatMessage, index: number): string => {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  return content.map((part, at) => partText(part, `/messages/${index}/content/${at}`)).join('\n');
};
