import type { Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { isSecret } from './secret-value.ts';

const mark = '://';
const user = /:\/\/[^\s/:@?#"'<>]{0,64}:/y;
const password = /[^\s/@"'<>]{6,128}(?=@)/y;

/** The passwords in addresses such as those of databases: `//user:password@host` (RFC 3986, section 3.2.1). */
export const addressPasswords = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const start = endOfMatch(text, user, at);
    const end = start < 0 ? -1 : endOfMatch(text, password, start);
    if (end > 0 && isSecret(text.slice(start, end))) spans.push({ start, end });
  }
  return spans;
};
