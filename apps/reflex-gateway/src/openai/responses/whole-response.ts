import type { ChatCompletion, ResponseObject } from '@octollm/contracts';
import { outputItemsOf } from './output-items.ts';
import { endedResponse } from './response-end.ts';

/** A whole answer of a chat as a response. */
export const wholeResponse = (
  frame: ResponseObject,
  { choices: [choice], usage, metadata }: ChatCompletion,
): ResponseObject =>
  endedResponse(frame, {
    output: choice === undefined ? [] : outputItemsOf(choice.message),
    finish: choice?.finish_reason ?? null,
    usage,
    // Only the platform itself answers with metadata, and it is made of texts.
    metadata: metadata as Readonly<Record<string, string>> | undefined,
  });
