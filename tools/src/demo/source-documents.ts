import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Markdown file of the repository. */
export interface SourceDocument {
  /** The path from the root, such as `docs/architecture.md`. */
  readonly source: string;
  readonly title: string;
  readonly text: string;
}

const titleOf = (text: string, source: string): string => /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? source;

/** README.md and every Markdown file below docs, except empty ones. */
export const readSourceDocuments = async (root: string): Promise<readonly SourceDocument[]> => {
  const paths: string[] = [];
  for await (const path of glob(['README.md', 'docs/**/*.md'], { cwd: root })) paths.push(path);
  const documents = await Promise.all(
    paths.sort().map(async (source) => {
      const text = await readFile(join(root, source), 'utf8');
      return { source, title: titleOf(text, source), text };
    }),
  );
  return documents.filter(({ text }) => text.trim() !== '');
};
