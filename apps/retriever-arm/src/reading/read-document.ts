import type { MediaType } from '@octollm/contracts';
import { chunks } from '@octollm/text';
import { readingLimits } from './limits.ts';
import { readFile } from './read-file.ts';
import { DocumentRefusedError } from './refusal.ts';
import { type Judgement, screenText } from './screen-text.ts';

/** A document to read, as it goes to a thread. */
export interface ReadingJob {
  /** A text as it was sent, or the bytes of a file. */
  readonly content: string | Uint8Array;
  readonly mediaType: MediaType;
  /** For a document that says nothing of its title. */
  readonly fileName: string | null;
  readonly judgement: Judgement;
  /** The most passages. */
  readonly maxChunks?: number;
}

/** A passage that was read. */
export interface ReadPassage {
  readonly text: string;
  readonly heading: string | null;
  readonly page: number | null;
}

/** A document that can be indexed. */
export interface ReadDocument {
  /** What was cut into the passages. */
  readonly text: string;
  readonly title: string | null;
  readonly passages: readonly ReadPassage[];
  readonly warnings: readonly string[];
}

const longestTitle = 500;

/** Why a document is refused: an error does not keep its class on its way between threads. */
export interface Refusal {
  readonly refused: string;
}

const passagesOf = (text: string, mediaType: MediaType, most: number): ReadPassage[] => {
  const found: ReadPassage[] = [];
  const isPaged = mediaType === 'application/pdf';
  for (const chunk of chunks(text, mediaType === 'text/plain' ? 'plain' : 'markdown')) {
    if (found.length === most)
      throw new DocumentRefusedError(
        `The document has more than ${most.toLocaleString('en')} passages: split it and send the parts.`,
      );
    found.push({ text: chunk.text, heading: chunk.heading, page: isPaged ? chunk.page : null });
  }
  if (found.length === 0)
    throw new DocumentRefusedError('The document holds no text that could be searched.');
  return found;
};

const redactionWarning = (redacted: readonly string[]): string[] =>
  redacted.length === 0 ? [] : [`Values were redacted: ${redacted.join(', ')}.`];

const read = async (job: ReadingJob): Promise<ReadDocument> => {
  const file = await readFile(job.content, job.mediaType);
  if (file.text.length > readingLimits.characters)
    throw new DocumentRefusedError(
      `The document has more than ${readingLimits.characters / 1_000_000} million characters: split it and send the parts.`,
    );
  const most = job.maxChunks ?? readingLimits.chunks;
  // Cutting takes a tenth of the time that screening does: a document that is too long is refused before it.
  const passages = passagesOf(file.text, job.mediaType, most);
  const screened = screenText(file.text, job.judgement);
  const title = file.title ?? job.fileName;
  return {
    text: screened.text,
    title: title === null ? null : screenText(title.slice(0, longestTitle), job.judgement).text,
    passages: screened.text === file.text ? passages : passagesOf(screened.text, job.mediaType, most),
    warnings: [...file.warnings, ...redactionWarning(screened.redacted)],
  };
};

/** Runs work of a thread. @returns its result, or why it refuses the document */
const orRefusal = async <Result>(work: () => Promise<Result>): Promise<Result | Refusal> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DocumentRefusedError) return { refused: error.message };
    throw error;
  }
};

/** Reads a document: what it says, screened and cut into passages, or why it cannot be indexed. */
export const readDocument = (job: ReadingJob): Promise<ReadDocument | Refusal> => orRefusal(() => read(job));

/** Short texts that come with a document, as they go to a thread. */
export interface ScreeningJob {
  readonly texts: readonly string[];
  readonly judgement: Judgement;
}

/** Screens texts: what becomes of each, or why they are refused. */
export const screenTexts = ({ texts, judgement }: ScreeningJob): Promise<readonly string[] | Refusal> =>
  orRefusal(async () => texts.map((text) => screenText(text, judgement).text));
