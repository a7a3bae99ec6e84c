import { z } from 'zod';
import { Id, Sha256, Timestamp } from './primitives.ts';

/** Where an output came from: enough to find, repeat and check the call that made it. */
export const Provenance = z.strictObject({
  arm: z.string(),
  version: z.string(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  input_sha256: Sha256,
  output_sha256: Sha256.nullable(),
  timestamp: Timestamp,
  duration_ms: z.number().min(0),
  capability_token_id: Id,
  sources: z.array(z.string()),
});
export type Provenance = z.infer<typeof Provenance>;
