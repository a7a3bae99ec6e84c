/** How well rankings answer questions: means over all of them. */
export interface Measures {
  readonly queries: number;
  /** Discounted gain of the first ten, beside the best order there could be (Järvelin and Kekäläinen 2002). */
  readonly ndcg10: number;
  /** The share of the relevant documents that are among the first ten. */
  readonly recall10: number;
  /** One over the place of the first relevant document (among the first ten). */
  readonly mrr: number;
}

const cut = 10;

const discounted = (gains: readonly number[]): number =>
  gains.slice(0, cut).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);

/** A ranking of documents and the gain of each relevant one. */
export interface Judged {
  readonly ranking: readonly string[];
  readonly gains: ReadonlyMap<string, number>;
}

const ndcgOf = ({ ranking, gains }: Judged): number => {
  const best = discounted([...gains.values()].toSorted((a, b) => b - a));
  return best === 0 ? 0 : discounted(ranking.map((id) => gains.get(id) ?? 0)) / best;
};

const recallOf = ({ ranking, gains }: Judged): number =>
  gains.size === 0 ? 0 : ranking.slice(0, cut).filter((id) => gains.has(id)).length / gains.size;

const reciprocalRankOf = ({ ranking, gains }: Judged): number => {
  const place = ranking.slice(0, cut).findIndex((id) => gains.has(id));
  return place === -1 ? 0 : 1 / (place + 1);
};

const meanOf = (values: readonly number[]): number =>
  values.length === 0
    ? 0
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10_000) / 10_000;

export const measuresOf = (judged: readonly Judged[]): Measures => ({
  queries: judged.length,
  ndcg10: meanOf(judged.map(ndcgOf)),
  recall10: meanOf(judged.map(recallOf)),
  mrr: meanOf(judged.map(reciprocalRankOf)),
});
