import { z } from 'zod';
import { Citation } from '../models/answer.ts';

/**
 * What an arm tells of an action while it is carried out, to callers that accept `text/event-stream`: each is an event
 * with the name of its type, and `result`, whose data is the ArmResponse, is the last one. What is told is provisional:
 * the result counts.
 */
export const ArmNews = z.discriminatedUnion('type', [
  /**
   * A piece of the answer, at an offset (UTF-16) of it: where the pieces before it end, or 0 when the answer begins,
   * also when it begins anew and what was told before is void.
   */
  z.strictObject({ type: z.literal('token'), at: z.int().min(0), text: z.string().min(1) }),
  /** What the arm does now. */
  z.strictObject({ type: z.literal('progress'), stage: z.string().min(1).max(100) }),
  /** All that the answer cites as far as it has been told, and what its next piece cites. */
  z.strictObject({ type: z.literal('sources'), citations: z.array(Citation) }),
]);
export type ArmNews = z.infer<typeof ArmNews>;
