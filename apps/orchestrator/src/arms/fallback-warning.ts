const mark = 'fallback: ';

/** The warning of an answer that came from another arm than the one that was meant. It makes a result degraded. */
export const fallbackWarning = (meant: string, answered: string): string =>
  `${mark}${meant} was not available, ${answered} answered instead.`;

/** The warning of an answer that an arm gave to the same call some time ago. It makes a result degraded. */
export const earlierReplyWarning = (meant: string, at: string): string =>
  `${mark}${meant} was not available, its answer of ${at} to the same call was used.`;

/** Whether a warning of a reply says that a fallback answered. */
export const isFallbackWarning = (warning: string): boolean => warning.startsWith(mark);
