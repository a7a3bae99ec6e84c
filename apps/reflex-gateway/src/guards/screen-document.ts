import { isUtf8 } from 'node:buffer';
import type { GuardianCheck, MediaType } from '@octollm/contracts';
import { ruleSignals, type ScreenOptions } from '@octollm/guardrails';
import { type ScreenedBody, screenBody } from './screen-body.ts';

const fromBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const contentOf = (body: unknown): string | undefined => {
  const content =
    typeof body === 'object' && body !== null && 'content_base64' in body ? body.content_base64 : undefined;
  return typeof content === 'string' ? content : undefined;
};

/** What is no text yet. */
const fileTypes: readonly unknown[] = ['application/pdf', 'text/html'] satisfies MediaType[];

/** Whether the content of a document is a file: the retriever screens what it reads in it, and here it stays as it is. */
const isFile = (body: unknown, content: string): boolean =>
  fileTypes.includes(Reflect.get(body as object, 'media_type')) || !isUtf8(Buffer.from(content, 'base64'));

const screenAround = (
  body: object,
  content: string,
  ...by: [readonly GuardianCheck[], ScreenOptions]
): ScreenedBody => {
  const { content_base64: _file, ...others } = body as Record<string, unknown>;
  const screened = screenBody(others, ...by);
  const isSame = screened.body === others;
  return { ...screened, body: isSame ? body : { ...(screened.body as object), content_base64: content } };
};

/** As `screenBody` for what somebody else wrote, and a text in base64 is screened as the text that it stands for. */
export const screenDocument = (
  body: unknown,
  checks: readonly GuardianCheck[],
  judged: Omit<ScreenOptions, 'origin'>,
): ScreenedBody => {
  // Rules decide alone: to the classifier a document about attacks reads like one.
  const options = { ...judged, origin: 'content', signals: ruleSignals } as const;
  const content = contentOf(body);
  if (content === undefined) return screenBody(body, checks, options);
  if (isFile(body, content)) return screenAround(body as object, content, checks, options);
  const plain = { ...(body as object), content_base64: fromBase64(content) };
  const screened = screenBody(plain, checks, options);
  if (screened.body === plain) return { ...screened, body };
  const text = contentOf(screened.body) ?? '';
  const isChanged = text !== plain.content_base64;
  return {
    ...screened,
    body: { ...(screened.body as object), content_base64: isChanged ? toBase64(text) : content },
  };
};
