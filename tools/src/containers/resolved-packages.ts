import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly octollm?: { readonly resolves?: readonly string[] };
}

/**
 * The packages that an app finds by resolving their names while it runs, such as one whose files it reads: no import
 * tells of them, so its package.json does, in `octollm.resolves`.
 */
export const resolvedPackages = (app: string): readonly string[] => {
  const { octollm } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as Manifest;
  return octollm?.resolves ?? [];
};
