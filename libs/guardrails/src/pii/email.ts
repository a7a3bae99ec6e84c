import { isLetterOrDigitAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';

/** RFC 5321, section 4.5.3.1: 64 octets before the @, 255 after it. */
const maxLocal = 64;
const maxDomain = 255;

/** The characters of local parts that are in use; the others of RFC 5321 mostly belong to the text around. */
const isLocalAt = (text: string, index: number): boolean =>
  isLetterOrDigitAt(text, index) || (index >= 0 && "._%+&'~-".includes(text.charAt(index)));
const isDomainAt = (text: string, index: number): boolean =>
  isLetterOrDigitAt(text, index) || (index < text.length && '.-'.includes(text.charAt(index)));

const isAddress = (name: string, host: string): boolean => {
  const labels = host.split('.');
  const top = labels.at(-1) ?? '';
  return (
    !name.endsWith('.') &&
    labels.length >= 2 &&
    labels.every(
      (label) => label !== '' && label.length <= 63 && !label.startsWith('-') && !label.endsWith('-'),
    ) &&
    /^(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/iu.test(top)
  );
};

/** The span around an @, or nothing. Looks at 320 characters at most, so many @ cost no more than many letters. */
const around = (text: string, at: number): Span | undefined => {
  let start = at;
  while (start > 0 && at - start < maxLocal && isLocalAt(text, start - 1)) start -= 1;
  let end = at + 1;
  while (end - at <= maxDomain && isDomainAt(text, end)) end += 1;
  while (end > at + 1 && '.-'.includes(text.charAt(end - 1))) end -= 1;
  // What opens a quotation or a list before an address may be in a local part as well.
  while (start < at && ".'&~-".includes(text.charAt(start))) start += 1;
  return start < at && isAddress(text.slice(start, at), text.slice(at + 1, end)) ? { start, end } : undefined;
};

/** E-mail addresses (RFC 5321, letters of any script), without quoted local parts and address literals. */
export const email: Detector = {
  check: 'pii',
  type: 'email',
  severity: 'medium',
  redacted: false,
  confidence: confidence.distinctive,
  detect(text) {
    const spans: Span[] = [];
    let searched = 0;
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', searched)) {
      const found = around(text, at);
      searched = Math.max(at + 1, found?.end ?? 0);
      if (found !== undefined) spans.push(found);
    }
    return spans;
  },
};
