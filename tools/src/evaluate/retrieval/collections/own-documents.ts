import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';
import { root } from '../../../workspace/index.ts';
import { readJsonLines } from '../../json-lines.ts';
import { type Collection, type CollectionDocument, gainsOf } from './collection.ts';
import { readText } from './read-text.ts';

/** Where the questions about the project's own documents are. */
export const ownDocuments = join(root, 'tools', 'src', 'evaluate', 'retrieval', 'own-documents');

/** A question, and the sections that answer it, each as its file and heading: `gateway.md#Limits`. */
const Question = z.strictObject({ question: z.string(), sections: z.array(z.string()).min(1) });

/** The sections of a Markdown file: each heading outside of code begins one. */
const sectionsOf = (file: string, text: string): CollectionDocument[] => {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? basename(file);
  const sections: { heading: string; lines: string[] }[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    const heading = isCode ? undefined : /^#{1,6} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ heading, lines: [] });
    sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, lines }) => ({
    id: `${file}#${heading}`,
    title,
    text: lines.join('\n'),
    mediaType: 'text/markdown',
  }));
};

/** The sections of everything in the folder docs. */
const readSections = async (): Promise<CollectionDocument[]> => {
  const folder = join(root, 'docs');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted();
  const texts = await Promise.all(files.map((file) => readText(join(folder, file))));
  return files.flatMap((file, index) => sectionsOf(file, texts[index] ?? ''));
};

/** The documents of the project and questions that a person has labelled with the sections that answer them. */
export const readOwnDocuments = async (): Promise<Collection> => {
  const questions = await readJsonLines(join(ownDocuments, 'questions.jsonl'), Question);
  return {
    name: 'the documents of the project',
    documents: await readSections(),
    queries: questions.map(({ question }, index) => ({ id: String(index + 1), text: question })),
    gains: gainsOf(
      questions.flatMap(({ sections }, index) =>
        sections.map((document) => ({ query: String(index + 1), document, gain: 1 })),
      ),
    ),
  };
};
