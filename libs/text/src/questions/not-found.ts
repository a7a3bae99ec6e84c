/** The whole answer to a question that the sources do not answer. */
export const notFoundAnswer = 'The sources do not answer this question.';

const opening = 'Not found in the sources: ';

/** The sentence that names a part of a question that the sources do not answer. */
export const notFoundPart = (part: string): string => `${opening}“${part.replace(/[\s?.!]+$/, '')}”.`;

const normalise = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

/**
 * Whether a sentence says that the sources do not answer the question or a part of it, and nothing else: what stands
 * between the quotation marks must be words of the question.
 */
export const saysNotFound = (sentence: string, question: string): boolean => {
  const text = sentence.trim();
  if (text === notFoundAnswer) return true;
  const quoted = /^Not found in the sources: “([^”]*)”\.$/u.exec(text)?.[1];
  return quoted !== undefined && normalise(question).includes(normalise(quoted));
};
