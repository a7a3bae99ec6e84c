const leastBeginning = 4;

/** How a word can begin and still be told: four letters, and half of it. */
export const beginningsOf = (word: string): string[] => {
  const shortest = Math.max(leastBeginning, Math.ceil(word.length / 2));
  return Array.from({ length: Math.max(0, word.length - shortest + 1) }, (_, more) =>
    word.slice(0, shortest + more),
  );
};
