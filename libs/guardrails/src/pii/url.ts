import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';

const mark = '://';
const schemes = /(?:https?|ftps?|wss?)$/i;
const longestScheme = 5;
const body = /:\/\/[^\s<>"'`{}|\\^()[\]]+/y;
/** What ends a sentence rather than an address. */
const trailing = '.,;:!?';

/** Addresses on the web, by their scheme. They say whose page it is, and who follows the link. */
export const url: Detector = {
  check: 'pii',
  type: 'url',
  severity: 'low',
  redacted: false,
  confidence: confidence.distinctive,
  detect(text) {
    const spans: Span[] = [];
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
      const scheme = schemes.exec(text.slice(Math.max(0, at - longestScheme), at))?.[0].length ?? 0;
      if (scheme === 0) continue;
      body.lastIndex = at;
      if (!body.test(text)) continue;
      let end = body.lastIndex;
      while (trailing.includes(text.charAt(end - 1))) end -= 1;
      if (end > at + mark.length) spans.push({ start: at - scheme, end });
      at = body.lastIndex - mark.length;
    }
    return spans;
  },
};
