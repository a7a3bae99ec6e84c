import type { Hedge } from './quantity.ts';

const about =
  /(?:\b(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.|close to|just|in the order of)|[~≈])[ ]?(?:an? )?$/i;
const over =
  /\b(?:over|more than|above|exceed(?:s|ed|ing)?|upwards of|well over|just over|longer than|older than|greater than)[ ](?:an? )?$/i;
const under = /\b(?:nearly|almost|under|below|less than|fewer than|just under|not quite)[ ](?:an? )?$/i;

/** Words look back no further than this for a hedge. */
const lookBack = 24;

/** How the figure that starts at an offset is hedged by the words before it. */
export const hedgeOf = (text: string, start: number): Hedge | null => {
  const before = text.slice(Math.max(0, start - lookBack), start);
  if (under.test(before)) return 'under';
  if (over.test(before)) return 'over';
  return about.test(before) ? 'about' : null;
};
