/**
 * Cuts an answer into words, each with the white space before it, and the white space at the end: put together again
 * they are the answer, character by character.
 */
export const answerTokens = (answer: string): string[] => answer.match(/\s*\S+|\s+/g) ?? [];
