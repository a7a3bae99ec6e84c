import type { DocumentRequest } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';

const decoder = new TextDecoder('utf-8', { fatal: true });

const refuse = (message: string, cause?: unknown): never => {
  throw new ArmFailure('invalid_input', 'invalid_input', message, { cause });
};

const decodeBase64 = (content: string): string => {
  try {
    return decoder.decode(Buffer.from(content, 'base64'));
  } catch (error) {
    return refuse('Send a text in UTF-8: content_base64 does not decode to one.', error);
  }
};

/**
 * The text of a document that is sent as text or as base64. A byte order mark is left out.
 * @throws ArmFailure when it is not UTF-8 or nothing but white space
 */
export const textOf = ({ text, content_base64 }: DocumentRequest): string => {
  const decoded = text ?? decodeBase64(content_base64 ?? '');
  return /\S/.test(decoded) ? decoded : refuse('Send a document that holds more than white space.');
};
