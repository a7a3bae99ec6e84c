import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';

/** How every key begins. The letters behind it are a part of the same word: the survey cannot tell it apart. */
const prefix = 'AIza';
const pattern = /(?<![\w-])AIza[\w-]{35}(?![\w-])/y;

/** Keys of Google's interfaces (Google Cloud, "API keys"). */
export const googleApiKey: Detector = {
  check: 'secrets',
  type: 'google_api_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect(text) {
    const spans: Span[] = [];
    let from = 0;
    for (let start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, from)) {
      const end = endOfMatch(text, pattern, start);
      if (end > 0) spans.push({ start, end });
      from = Math.max(end, start + prefix.length);
    }
    return spans;
  },
};
