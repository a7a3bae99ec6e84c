import { z } from 'zod';
import { openAiLimits as limits } from './limits.ts';

const Text = z.looseObject({ type: z.literal('text'), text: z.string().max(limits.text) });
const Refusal = z.looseObject({ type: z.literal('refusal'), refusal: z.string().max(limits.text) });
const Image = z.looseObject({
  type: z.literal('image_url'),
  image_url: z.looseObject({
    url: z.string().min(1).max(limits.media),
    detail: z.string().max(32).nullish(),
  }),
});
const Audio = z.looseObject({
  type: z.literal('input_audio'),
  input_audio: z.looseObject({ data: z.string().max(limits.media), format: z.string().max(32) }),
});
const File = z.looseObject({
  type: z.literal('file'),
  file: z.looseObject({
    file_data: z.string().max(limits.media).nullish(),
    file_id: z.string().max(limits.name).nullish(),
    filename: z.string().max(limits.name).nullish(),
  }),
});

/** What a user's message is made of. A type that is not known is refused: its text could not be screened. */
export const ChatContentPart = z.discriminatedUnion('type', [Text, Refusal, Image, Audio, File]);
export type ChatContentPart = z.infer<typeof ChatContentPart>;

const content = <Part extends z.ZodType>(part: Part) =>
  z.union([z.string().max(limits.text), z.array(part).min(1).max(limits.parts)]);

/** Content that is text alone: of system, developer and tool messages. */
export const ChatTextContent = content(Text);
/** Content of an assistant's message: text, or why there is none. */
export const ChatAssistantContent = content(z.discriminatedUnion('type', [Text, Refusal]));
export const ChatUserContent = content(ChatContentPart);
