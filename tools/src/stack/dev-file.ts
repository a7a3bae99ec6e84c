import { z } from 'zod';
import { readJson, writePrivateJson } from './json-file.ts';

const DevFile = z.object({
  gateway: z.string(),
  /** The address of the metrics of each service, by its name. */
  metrics: z.record(z.string(), z.string()),
  keys: z.object({
    default: z.string(),
    other_tenant: z.string(),
    read_only: z.string(),
    admin: z.string(),
  }),
  /** Where services are restarted, and the bearer token that allows it. */
  control: z.object({ url: z.string(), token: z.string() }),
});
/** What `.octollm/dev.json` tells of the running stack. */
export type DevFile = z.infer<typeof DevFile>;

export const writeDevFile = (path: string, content: DevFile): Promise<void> =>
  writePrivateJson(path, content);

/** Reads `dev.json`; undefined when there is none. */
export const readDevFile = (path: string): Promise<DevFile | undefined> => readJson(path, DevFile);
