/** A document that is searched for. */
export interface CollectionDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly mediaType: 'text/plain' | 'text/markdown';
}

export interface CollectionQuery {
  readonly id: string;
  readonly text: string;
}

/** Documents, questions, and which documents answer which question. */
export interface Collection {
  readonly name: string;
  readonly documents: readonly CollectionDocument[];
  readonly queries: readonly CollectionQuery[];
  /** By query, then by document: how relevant it is. What is not listed is not relevant. */
  readonly gains: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Gathers judgements; those without a gain are left out. */
export const gainsOf = (
  judgements: Iterable<{ readonly query: string; readonly document: string; readonly gain: number }>,
): Map<string, Map<string, number>> => {
  const gains = new Map<string, Map<string, number>>();
  for (const { query, document, gain } of judgements) {
    if (gain <= 0) continue;
    const known = gains.get(query);
    if (known === undefined) gains.set(query, new Map([[document, gain]]));
    else known.set(document, gain);
  }
  return gains;
};
