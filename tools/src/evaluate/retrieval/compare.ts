import type { Output } from '../../output/index.ts';
import type { Collection } from './collections/collection.ts';
import { type Contender, ourContenders, peerContenders } from './contenders.ts';
import type { IndexedCollection } from './indexed-collection.ts';
import { type Judged, type Measures, measuresOf } from './measures.ts';

/** A contender's measures on all questions and on each half of them. */
export interface Result {
  readonly all: Measures;
  /** The first, third, fifth question and so on: parameters were chosen on this half of Cranfield. */
  readonly odd: Measures;
  readonly even: Measures;
}

const judge = async ({ rank }: Contender, { queries, gains }: Collection): Promise<Result> => {
  const judged: Judged[] = [];
  for (const { id, text } of queries)
    judged.push({ ranking: await rank(text), gains: gains.get(id) ?? new Map() });
  const half = (rest: number): readonly Judged[] => judged.filter((_, index) => index % 2 === rest);
  return { all: measuresOf(judged), odd: measuresOf(half(0)), even: measuresOf(half(1)) };
};

const nameWidth = 24;
const width = 11;
const row = (name: string, cells: readonly (string | number)[]): string =>
  `  ${name.padEnd(nameWidth)}${cells.map((cell) => String(cell).padStart(width)).join('')}`;

/** Asks everybody the questions of a collection and prints how well each has answered them. */
export const compare = async (
  output: Output,
  collection: Collection,
  open: () => Promise<IndexedCollection>,
): Promise<Readonly<Record<string, Result>>> => {
  output.line(
    `${collection.name}: ${collection.documents.length} documents, ${collection.queries.length} questions`,
  );
  const indexed = await open();
  try {
    await indexed.add(collection.documents);
    output.line(row('', ['nDCG@10', 'recall@10', 'MRR', 'nDCG odd', 'nDCG even']));
    const results: Record<string, Result> = {};
    for (const contender of [...ourContenders(indexed), ...peerContenders(collection.documents)]) {
      const result = await judge(contender, collection);
      results[contender.name] = result;
      const { all, odd, even } = result;
      output.line(row(contender.name, [all.ndcg10, all.recall10, all.mrr, odd.ndcg10, even.ndcg10]));
    }
    return results;
  } finally {
    await indexed.close();
  }
};
