import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';

const pattern =
  /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+){0,2}/y;
/** How every head begins: `{"` in base64. */
const head = 'eyJ';

/** The longest head in characters that is decoded; real ones have a few hundred. */
const maxHeader = 8_192;

const hasAlgorithm = (token: string): boolean => {
  const header = token.slice(0, token.indexOf('.'));
  if (header.length > maxHeader) return false;
  try {
    const parsed: unknown = JSON.parse(atob(header.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof parsed === 'object' && parsed !== null && 'alg' in parsed;
  } catch {
    return false;
  }
};

/** JSON Web Tokens (RFC 7519), signed, unsigned and encrypted, whose head names an algorithm. */
export const jsonWebToken: Detector = {
  check: 'secrets',
  type: 'json_web_token',
  severity: 'high',
  redacted: true,
  confidence: confidence.checked,
  detect(text) {
    const spans: Span[] = [];
    let from = 0;
    for (let start = text.indexOf(head); start >= 0; start = text.indexOf(head, from)) {
      const end = endOfMatch(text, pattern, start);
      if (end > 0 && hasAlgorithm(text.slice(start, end))) spans.push({ start, end });
      from = Math.max(end, start + head.length);
    }
    return spans;
  },
};
