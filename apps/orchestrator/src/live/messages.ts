import { Citation } from '@octollm/contracts';
import { longestMessage } from '@octollm/memory';
import { z } from 'zod';
import type { LivePiece } from './live-text.ts';

const head = {
  /** The replica that sends it. */
  from: z.string(),
  tenant: z.string(),
  task: z.string(),
};

/** What replicas tell each other of answers. */
export const LiveMessage = z.discriminatedUnion('kind', [
  /** Somebody reads the answer of a task at the sender. */
  z.strictObject({ kind: z.literal('reads'), ...head }),
  /** Nobody does any more. */
  z.strictObject({ kind: z.literal('left'), ...head }),
  z.strictObject({
    kind: z.literal('piece'),
    ...head,
    turn: z.string(),
    at: z.int().min(0),
    text: z.string(),
    citations: z.array(Citation).readonly(),
  }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** Even if every character needs an escape of six bytes, a message of so many has room for the rest. */
const longestText = 1_000;

/** A piece as pieces that each fit into a message: what it cites, one by one, and then its text. */
export const inParts = ({ turn, at, text, citations }: LivePiece): LivePiece[] => [
  ...citations.map((citation) => ({ turn, at, text: '', citations: [citation] })),
  ...Array.from({ length: Math.max(1, Math.ceil(text.length / longestText)) }, (_, n) => ({
    turn,
    at: at + n * longestText,
    text: text.slice(n * longestText, (n + 1) * longestText),
    citations: [],
  })),
];

/** The first half of the passage, without half a character at its end; nothing of a citation that has none. */
const shortened = (citation: Citation): Citation[] => {
  const { passage } = citation;
  const half = passage.slice(0, Math.floor(passage.length / 2)).replace(/[\ud800-\udbff]$/, '');
  return passage === '' ? [] : [{ ...citation, passage: half }];
};

/** A message as it is sent. A passage that does not fit is shortened: the end of the answer brings all of it. */
export const written = (message: LiveMessage): string => {
  const whole = JSON.stringify(message);
  if (
    message.kind !== 'piece' ||
    message.citations.length === 0 ||
    Buffer.byteLength(whole) <= longestMessage
  )
    return whole;
  return written({ ...message, citations: message.citations.flatMap(shortened) });
};

/** Reads a message; undefined when it is none of ours, because whoever may connect to the database may send anything. */
export const readMessage = (text: string): LiveMessage | undefined => {
  try {
    return LiveMessage.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
