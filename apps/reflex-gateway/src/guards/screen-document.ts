import type { GuardianCheck } from '@octollm/contracts';
import { ruleSignals, type ScreenOptions } from '@octollm/guardrails';
import { type ScreenedBody, screenBody } from './screen-body.ts';

const fromBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
const toBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const contentOf = (body: unknown): string | undefined => {
  const content =
    typeof body === 'object' && body !== null && 'content_base64' in body ? body.content_base64 : undefined;
  return typeof content === 'string' ? content : undefined;
};

/** As `screenBody` for what somebody else wrote, and a document in base64 is screened as the text that it stands for. */
export const screenDocument = (
  body: unknown,
  checks: readonly GuardianCheck[],
  judged: Omit<ScreenOptions, 'origin'>,
): ScreenedBody => {
  // Rules decide alone: to the classifier a document about attacks reads like one.
  const options = { ...judged, origin: 'content', signals: ruleSignals } as const;
  const content = contentOf(body);
  if (content === undefined) return screenBody(body, checks, options);
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
