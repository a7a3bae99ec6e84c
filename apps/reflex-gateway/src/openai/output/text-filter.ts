/** Changes a text that comes in pieces. What it gives back may lag behind what it was given. */
export interface TextFilter {
  /** The next piece of the text as far as it can be told. */
  push(piece: string): string;
  /** What was held back, once the text has ended. */
  end(): string;
  /** Whether the rest of the text is kept from the caller. */
  readonly isBlocked: boolean;
}

/** A whole text as its own filter lets it through. */
export const filteredText = (text: string, filter: TextFilter): string => filter.push(text) + filter.end();

/** One filter after the other. */
export const filtersInTurn = (first: TextFilter, second: Pick<TextFilter, 'push' | 'end'>): TextFilter => ({
  get isBlocked() {
    return first.isBlocked;
  },
  push: (piece) => second.push(first.push(piece)),
  end: () => second.push(first.end()) + second.end(),
});
