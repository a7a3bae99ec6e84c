/**
 * What a generator gives, with a signal that is aborted when its reader leaves: a generator itself hears of that only
 * after what it waits for, and a model may take long.
 */
export const closable = <Item>(
  outer: AbortSignal,
  generate: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterable<Item> => ({
  [Symbol.asyncIterator]: () => {
    const left = new AbortController();
    const items = generate(AbortSignal.any([outer, left.signal]));
    return {
      next: () => items.next(),
      return: () => {
        left.abort(new Error('The reader has left.'));
        return items.return();
      },
    };
  },
});
