import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Digests by the image that they are of: `ghcr.io/octollm/orchestrator:0.1.0`. */
export type Digests = Readonly<Record<string, string>>;

/** What `npm run images:pin` wrote down, each from the registry of its image. */
export const digestsFile = fileURLToPath(new URL('image-digests.json', import.meta.url));

export const readDigests = (file: string = digestsFile): Digests =>
  JSON.parse(readFileSync(file, 'utf8')) as Digests;
