import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { root } from '../../workspace/index.ts';

/** A document that questions are about. */
export interface SourceDocument {
  /** Its path: from the root for those of the project, within the folder of the questions for the others. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly mediaType: 'text/markdown' | 'text/plain';
}

const readDocument = async (path: string, base: string): Promise<SourceDocument> => {
  const text = await readFile(path, 'utf8');
  return {
    path: relative(base, path),
    title: /^# (.+)$/m.exec(text)?.[1] ?? basename(path),
    text,
    mediaType: path.endsWith('.md') ? 'text/markdown' : 'text/plain',
  };
};

const textsIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:md|txt)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
};

/** The documents of the project: its readme and those under docs. */
export const projectDocuments = async (): Promise<readonly SourceDocument[]> =>
  Promise.all(
    [join(root, 'README.md'), ...(await textsIn(join(root, 'docs')))].map((path) => readDocument(path, root)),
  );

/** The documents beside the questions and those of the project, which make finding the former harder. */
export const readDocuments = async (folder: string): Promise<readonly SourceDocument[]> => {
  const beside = await textsIn(folder);
  return [
    ...(await Promise.all(beside.map((path) => readDocument(path, folder)))),
    ...(await projectDocuments()),
  ];
};
