import { proseSentences } from '../sentences/prose.ts';

const auxiliary = 'is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must';
/** What a further question begins with. `when` and `where` need an auxiliary: without one they begin a clause. */
const further =
  `(?:(?:at|in|on|for|by|to|from)\\s+)?(?:what|which|who|whom|whose|why|how)\\b` +
  `|(?:when|where)(?=\\s+(?:${auxiliary})\\b|\\s*[?.!]?\\s*$)`;
const boundary = new RegExp(
  String.raw`(?:\s*[,;]\s*(?:and|but|or|also|then)?|\s+(?:and|but|or))\s+(?=(?:also\s+)?(?:${further}))`,
  'i',
);

/** A part of at least this many words can stand as a question of its own in front of the boundary. */
const shortest = 2;

/**
 * The questions inside one text: its sentences, and the coordinate questions inside a sentence (`How long is it, and
 * when was it opened?`). At most eight; the rest of a longer text stays with the eighth.
 */
export const splitQuestion = (text: string): string[] => {
  const parts = proseSentences(text).flatMap((sentence) => {
    const pieces: string[] = [];
    for (const piece of sentence.text.split(boundary)) {
      const before = pieces.at(-1);
      if (before !== undefined && before.split(/\s+/).length < shortest)
        pieces[pieces.length - 1] = `${before} ${piece}`;
      else pieces.push(piece.trim());
    }
    return pieces;
  });
  const kept = parts.slice(0, 7);
  const rest = parts.slice(7).join(' ');
  return [...kept, ...(rest === '' ? [] : [rest])].filter((part) => /[\p{L}\p{N}]/u.test(part));
};
