import { z } from 'zod';

/** What is kept of answers: whole answers of models, or vectors of texts. */
export const CachedKind = z.enum(['chat_completion', 'embedding']);
export type CachedKind = z.infer<typeof CachedKind>;

/** What is to be forgotten: one kind, or everything when it is left out. */
export const CachePurge = z.strictObject({ kind: CachedKind.optional() });
export type CachePurge = z.infer<typeof CachePurge>;
