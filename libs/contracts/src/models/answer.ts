import { z } from 'zod';
import { Id, Ratio } from './primitives.ts';

/** A passage an answer rests on. `[n]` in the answer's text means the citation whose index is n. */
export const Citation = z.strictObject({
  index: z.int().min(1),
  document_id: Id,
  chunk_id: Id,
  title: z.string().nullable(),
  source: z.string().nullable(),
  /** The passage, word for word as it stands in the document. */
  passage: z.string(),
  score: Ratio,
});
export type Citation = z.infer<typeof Citation>;

export const Artifact = z.strictObject({
  name: z.string(),
  media_type: z.string(),
  content: z.string(),
});
export type Artifact = z.infer<typeof Artifact>;

/** What a step that answers the goal returns. An answer that is not in the sources has `answerable: false`. */
export const Answer = z.strictObject({
  output: z.string(),
  answerable: z.boolean(),
  confidence: Ratio,
  citations: z.array(Citation),
  artifacts: z.array(Artifact).default([]),
});
export type Answer = z.infer<typeof Answer>;
