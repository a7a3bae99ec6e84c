import { z } from 'zod';
import { ResponseOutputItem, ResponseOutputPart } from './response-item.ts';
import { ResponseObject } from './response-object.ts';

const index = z.int().min(0);
/** Counts the events of a stream from 0. */
const sequence_number = index;

const whole = <Type extends string>(type: Type) =>
  z.looseObject({ type: z.literal(type), sequence_number, response: ResponseObject });
const ofItem = <Type extends string>(type: Type) =>
  z.looseObject({
    type: z.literal(type),
    sequence_number,
    output_index: index,
    item: ResponseOutputItem,
  });

/** Where in the answer an event belongs: which item, and which part of it. */
const place = { sequence_number, item_id: z.string(), output_index: index, content_index: index };
const callPlace = { sequence_number, item_id: z.string(), output_index: index };
const logprobs = z.array(z.unknown());

/**
 * The events of a streamed response (https://www.openresponses.org/specification), in the order they come: created,
 * in_progress, then for each item added, its parts with their deltas, done; and one of completed, incomplete and failed
 * at the end. The name of a server-sent event is its `type`.
 */
export const ResponseStreamEvent = z.discriminatedUnion('type', [
  whole('response.created'),
  whole('response.in_progress'),
  ofItem('response.output_item.added'),
  z.looseObject({ type: z.literal('response.content_part.added'), ...place, part: ResponseOutputPart }),
  z.looseObject({
    type: z.literal('response.output_text.delta'),
    ...place,
    delta: z.string(),
    logprobs,
  }),
  z.looseObject({ type: z.literal('response.output_text.done'), ...place, text: z.string(), logprobs }),
  z.looseObject({ type: z.literal('response.refusal.delta'), ...place, delta: z.string() }),
  z.looseObject({ type: z.literal('response.refusal.done'), ...place, refusal: z.string() }),
  z.looseObject({ type: z.literal('response.content_part.done'), ...place, part: ResponseOutputPart }),
  z.looseObject({
    type: z.literal('response.function_call_arguments.delta'),
    ...callPlace,
    delta: z.string(),
  }),
  z.looseObject({
    type: z.literal('response.function_call_arguments.done'),
    ...callPlace,
    arguments: z.string(),
  }),
  ofItem('response.output_item.done'),
  whole('response.completed'),
  whole('response.incomplete'),
  whole('response.failed'),
  z.looseObject({
    type: z.literal('error'),
    sequence_number,
    code: z.string().nullable(),
    message: z.string(),
    param: z.string().nullable(),
  }),
]);
export type ResponseStreamEvent = z.infer<typeof ResponseStreamEvent>;
