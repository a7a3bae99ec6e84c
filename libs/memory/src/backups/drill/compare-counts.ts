/** Rows, vectors or keys by the name of what holds them. */
export type Counts = Readonly<Record<string, number>>;

/** What may have been written after what was restored, or have expired since: a share, and a number for what is small. */
const tolerated = { share: 0.01, number: 100 } as const;

/**
 * Says what a restore lacks: a name that held something and holds nothing now, or more than 1 % and 100 fewer than there
 * were. Nothing is wrong when the result is empty.
 */
export const lackingIn = (restored: Counts, expected: Counts): readonly string[] =>
  Object.entries(expected).flatMap(([name, count]) => {
    const found = restored[name] ?? 0;
    const missing = count - found;
    const isGone = count > 0 && found === 0;
    return isGone || missing > Math.max(tolerated.number, count * tolerated.share)
      ? [`${name} has ${found} of ${count}`]
      : [];
  });
