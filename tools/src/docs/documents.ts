import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A document for people. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** README, CONTRIBUTING and everything in docs. */
export const readDocuments = (root: string): readonly Document[] =>
  ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root }).sort()].map((path) => ({
    path,
    text: readFileSync(join(root, path), 'utf8'),
  }));
