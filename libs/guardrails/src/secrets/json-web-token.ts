import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const pattern =
  /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+){0,2}/dg;

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
  detect: (text) => matches(text, pattern, hasAlgorithm),
};
