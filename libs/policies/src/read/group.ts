/** Items by a key; an item with several keys is in several groups. */
export const group = <Key, Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly Key[],
): ReadonlyMap<Key, readonly Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const item of items)
    for (const key of new Set(keysOf(item))) {
      const existing = groups.get(key);
      if (existing === undefined) groups.set(key, [item]);
      else existing.push(item);
    }
  return groups;
};
