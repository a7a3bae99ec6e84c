import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drift } from './drift.ts';
import { ownFolders, read } from './read.ts';
import type { Files } from './render.ts';

/**
 * Writes the files under `root`. What was rendered there before goes first, so that no file outlives its object; other
 * folders under `root` are left alone. Files that are all there already are not touched, so that whoever reads them at
 * the same time never finds them missing.
 */
export const write = (root: string, files: Files): void => {
  if (drift(read(root), files).length === 0) return;
  for (const folder of ownFolders) rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};
