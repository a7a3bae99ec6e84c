import { basename, join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from '../../json-lines.ts';
import { type Collection, gainsOf } from './collection.ts';
import { readText } from './read-text.ts';

const Row = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });

/**
 * A collection in the shape of BEIR: corpus.jsonl, queries.jsonl and qrels/test.tsv with a line of headings. Only the
 * questions that test.tsv judges are asked.
 * @throws UserError when a file cannot be read or a line has another form
 */
export const readBeir = async (folder: string): Promise<Collection> => {
  const corpus = await readJsonLines(join(folder, 'corpus.jsonl'), Row);
  const queries = await readJsonLines(join(folder, 'queries.jsonl'), Row);
  const judgements = await readText(join(folder, 'qrels', 'test.tsv'));
  const gains = gainsOf(
    judgements
      .split('\n')
      .slice(1)
      .map((line) => {
        const [query = '', document = '', score = '0'] = line.trim().split('\t');
        return { query, document, gain: Number(score) };
      }),
  );
  return {
    name: basename(folder),
    documents: corpus.map(({ _id, title, text }) => ({ id: _id, title, text, mediaType: 'text/plain' })),
    queries: queries.filter(({ _id }) => gains.has(_id)).map(({ _id, text }) => ({ id: _id, text })),
    gains,
  };
};
