import type { ChatContentPart } from '@octollm/contracts';
import { base64Of } from '../data-url.ts';
import { refuseParameter } from '../refuse-parameter.ts';

/** A block of the Messages API (https://platform.claude.com/docs/en/api/messages). */
export type ContentBlock = Readonly<Record<string, unknown>> & { readonly type: string };

/** Blocks must not be empty, so an empty text is no block. */
export const textBlocks = (text: string): ContentBlock[] => (text === '' ? [] : [{ type: 'text', text }]);

const imageBlock = (url: string): ContentBlock => {
  const data = base64Of(url);
  const source =
    data === undefined
      ? { type: 'url', url }
      : { type: 'base64', media_type: data.mediaType, data: data.base64 };
  return { type: 'image', source };
};

/** @throws UnsupportedParameterError for sounds, and files other than PDFs in base64 */
const partBlocks = (part: ChatContentPart): ContentBlock[] => {
  switch (part.type) {
    case 'text':
      return textBlocks(part.text);
    case 'refusal':
      return textBlocks(part.refusal);
    case 'image_url':
      return [imageBlock(part.image_url.url)];
    case 'file': {
      const data = base64Of(part.file.file_data ?? '');
      if (data?.mediaType === 'application/pdf')
        return [
          {
            type: 'document',
            source: { type: 'base64', media_type: data.mediaType, data: data.base64 },
          },
        ];
      return refuseParameter('anthropic', '/messages', 'files other than PDFs in base64');
    }
    case 'input_audio':
      return refuseParameter('anthropic', '/messages', 'sounds');
  }
};

/** The blocks of a message's content. @throws UnsupportedParameterError */
export const contentBlocks = (
  content: string | readonly ChatContentPart[] | null | undefined,
): ContentBlock[] => {
  if (content === null || content === undefined) return [];
  return typeof content === 'string' ? textBlocks(content) : content.flatMap(partBlocks);
};
