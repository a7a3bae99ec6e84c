import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../evaluation.ts';
import { bundledProduct } from './bundled-product.ts';
import { readBeir } from './collections/beir.ts';
import type { Collection } from './collections/collection.ts';
import { readCranfield } from './collections/cranfield.ts';
import { ownDocuments, readOwnDocuments } from './collections/own-documents.ts';
import { compare } from './compare.ts';
import { measureLatency } from './latency/measure-latency.ts';

const has = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const read = async (folder: string): Promise<Collection> => {
  if (folder === ownDocuments) return readOwnDocuments();
  return (await has(join(folder, 'cranqrel'))) ? readCranfield(folder) : readBeir(folder);
};

const sizes = [1_000, 10_000] as const;
const longSizes = [...sizes, 100_000] as const;

/**
 * How well searches find what answers a question, on the stores of the product, beside minisearch; and how long they take.
 * Without a folder it asks about the project's own documents.
 */
export const retrieval: Evaluation = {
  name: 'retrieval',
  description:
    'ranking (nDCG@10, recall@10, MRR) beside minisearch on Cranfield or a BEIR folder, and latency',
  folder: ownDocuments,
  run: async (output, folder, { long } = { long: false }) => {
    const collection = await read(folder);
    const { openCollection } = await bundledProduct();
    output.line(`latency of one search after the other${long ? '' : ' (--long adds 100,000 passages)'}`);
    // First, while nothing else is in memory.
    const latency = await measureLatency(output, openCollection, long ? longSizes : sizes);
    const ranking = await compare(output, collection, openCollection);
    return { collection: collection.name, ranking, latency };
  },
};
