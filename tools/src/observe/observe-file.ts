import { z } from 'zod';
import { readJson, writePrivateJson } from '../stack/index.ts';

const ObserveFile = z.object({ prometheus: z.string(), alertmanager: z.string() });

/** What `.octollm/observe.json` tells while `npm run observe` watches the stack. */
export type ObserveFile = z.infer<typeof ObserveFile>;

export const writeObserveFile = (path: string, content: ObserveFile): Promise<void> =>
  writePrivateJson(path, content);

/** Undefined when nobody watches. */
export const readObserveFile = (path: string): Promise<ObserveFile | undefined> =>
  readJson(path, ObserveFile);
