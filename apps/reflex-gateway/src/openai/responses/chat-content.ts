import {
  type ChatContentPart,
  type ResponseContentPart,
  UnsupportedParameterError,
} from '@octollm/contracts';

type Content = string | readonly ResponseContentPart[];

const unsupported = (pointer: string, what: string): UnsupportedParameterError =>
  new UnsupportedParameterError(
    pointer,
    `${what} is kept nowhere here: send the bytes themselves, as a data: URL.`,
  );

const toPart = (part: ResponseContentPart, pointer: string): ChatContentPart => {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: part.text };
    case 'refusal':
      return { type: 'refusal', refusal: part.refusal };
    case 'input_image': {
      const { image_url: url, detail } = part;
      if (url === null || url === undefined) throw unsupported(pointer, 'An image by its file_id');
      return { type: 'image_url', image_url: { url, ...(detail ? { detail } : {}) } };
    }
    case 'input_file': {
      const { file_data, filename } = part;
      if (file_data === null || file_data === undefined)
        throw unsupported(pointer, 'A file by its file_id or file_url');
      return { type: 'file', file: { file_data, ...(filename ? { filename } : {}) } };
    }
  }
};

/**
 * The content of a message as chat completions have it.
 * @param pointer to the content, for the error
 * @throws UnsupportedParameterError for images and files that are only named
 */
export const userContentOf = (content: Content, pointer: string): string | ChatContentPart[] =>
  typeof content === 'string' ? content : content.map((part, at) => toPart(part, `${pointer}/${at}`));

/**
 * Content that may only be text: instructions, what the model said, what a tool returned.
 * @throws UnsupportedParameterError for images and files
 */
export const textContentOf = (content: Content, pointer: string): string => {
  if (typeof content === 'string') return content;
  const texts = content.map((part, at) => {
    if (part.type === 'refusal') return part.refusal;
    if (part.type === 'input_text' || part.type === 'output_text') return part.text;
    throw new UnsupportedParameterError(
      `${pointer}/${at}`,
      `Only text can stand here, and this is ${part.type}.`,
    );
  });
  return texts.join('\n');
};
