import { join } from 'node:path';
import { type Collection, gainsOf } from './collection.ts';
import { readText } from './read-text.ts';

/** The records of a SMART file: `.I` and a number, then fields that begin with `.` and a letter on a line of their own. */
const recordsOf = (text: string): ReadonlyMap<string, string>[] =>
  text
    .replaceAll('\r', '')
    .split(/^\.I /m)
    .slice(1)
    .map((record) => {
      const [id = '', ...fields] = record.split(/^\.([A-Z])[^\S\n]*\n/m);
      const values = new Map([['I', id.trim()]]);
      for (let at = 0; at + 1 < fields.length; at += 2)
        values.set(fields[at] ?? '', (fields[at + 1] ?? '').trim());
      return values;
    });

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Codes run from 1, a complete answer, to 4, of minimum interest; 5 and -1 are of no interest. */
const gainOf = (code: number): number => (code >= 1 && code <= 4 ? 5 - code : 0);

/**
 * The Cranfield collection as it is handed out in SMART format. Its judgements count the questions in the order of the
 * file: the numbers that stand in it (1, 2, 4, 8 ...) are others. The gain of a document is 5 less its code, so that a
 * complete answer has 4.
 * @throws UserError when a file cannot be read
 */
export const readCranfield = async (folder: string): Promise<Collection> => {
  const [documents, queries, judgements] = await Promise.all(
    ['cran.all.1400', 'cran.qry', 'cranqrel'].map((file) => readText(join(folder, file))),
  );
  return {
    name: 'Cranfield',
    documents: recordsOf(documents ?? '').map((fields) => ({
      id: fields.get('I') ?? '',
      title: oneLine(fields.get('T') ?? ''),
      text: fields.get('W') ?? '',
      mediaType: 'text/plain',
    })),
    queries: recordsOf(queries ?? '').map((fields, index) => ({
      id: String(index + 1),
      text: oneLine(fields.get('W') ?? ''),
    })),
    gains: gainsOf(
      (judgements ?? '').split('\n').map((line) => {
        const [query = '', document = '', code = ''] = line.trim().split(/\s+/);
        return { query, document, gain: gainOf(Number(code)) };
      }),
    ),
  };
};
