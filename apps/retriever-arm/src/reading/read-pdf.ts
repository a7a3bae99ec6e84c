import { getDocumentProxy } from 'unpdf';
import { readingLimits } from './limits.ts';
import { linesOf, type PdfLine, type TextRun } from './pdf-lines.ts';
import { pdfMarkdown } from './pdf-markdown.ts';
import { DocumentRefusedError } from './refusal.ts';

/** A file as it was read. */
export interface ReadFile {
  /** In Markdown. */
  readonly text: string;
  readonly title: string | null;
  readonly warnings: readonly string[];
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

const sentences: Readonly<Record<string, string>> = {
  PasswordException: 'This PDF is protected by a password: remove it and send it again.',
  InvalidPDFException:
    'This PDF is damaged: no program can read it as it is. Save it anew and send it again.',
};

const open = async (bytes: Uint8Array): Promise<Pdf> => {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, useSystemFonts: false });
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    throw new DocumentRefusedError(sentences[name] ?? sentences['InvalidPDFException'], { cause });
  }
};

/** The lines of a page; null when they cannot be read. */
const readPage = async (pdf: Pdf, number: number): Promise<PdfLine[] | null> => {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOf(items.filter((item): item is typeof item & TextRun => 'str' in item));
  } catch (error) {
    // The other pages of a damaged file may still be whole.
    if (error instanceof Error) return null;
    throw error;
  }
};

const titleOf = async (pdf: Pdf): Promise<string | null> => {
  const { info } = await pdf.getMetadata();
  const title: unknown = Reflect.get(info, 'Title');
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
};

const list = (numbers: readonly number[]): string => {
  const shown = numbers.slice(0, 10).join(', ');
  return numbers.length > 10 ? `${shown} and ${numbers.length - 10} more` : shown;
};

const warningsOf = (pages: readonly (PdfLine[] | null)[]): string[] => {
  const numbersOf = (holds: (page: PdfLine[] | null) => boolean): number[] =>
    pages.flatMap((page, index) => (holds(page) ? [index + 1] : []));
  const damaged = numbersOf((page) => page === null);
  const empty = numbersOf((page) => page?.length === 0);
  return [
    ...(damaged.length === 0 ? [] : [`These pages are damaged and were left out: ${list(damaged)}.`]),
    ...(empty.length === 0 ? [] : [`These pages hold no text; run OCR if they should: ${list(empty)}.`]),
  ];
};

/**
 * Reads the text of a PDF, page by page.
 * @throws DocumentRefusedError when it is protected, damaged, too long, or holds pictures alone
 */
export const readPdf = async (bytes: Uint8Array): Promise<ReadFile> => {
  const pdf = await open(bytes);
  if (pdf.numPages > readingLimits.pages)
    throw new DocumentRefusedError(
      `This PDF has ${pdf.numPages} pages, and at most ${readingLimits.pages} are read. Split it and send the parts.`,
    );
  const pages: (PdfLine[] | null)[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await readPage(pdf, number));
  if (pages.every((page) => page === null)) throw new DocumentRefusedError(sentences['InvalidPDFException']);
  if (pages.every((page) => page === null || page.length === 0))
    throw new DocumentRefusedError(
      'This PDF holds no text, only pictures of it: run OCR on it and send it again.',
    );
  return {
    text: pdfMarkdown(pages.map((page) => page ?? [])),
    title: await titleOf(pdf),
    warnings: warningsOf(pages),
  };
};
