import type { Span } from '../detector.ts';

const shortest = 16;

/** By unit of ASCII: 1 when it belongs to one of the alphabets of RFC 4648, sections 4 and 5. */
const alphabet = Uint8Array.from({ length: 128 }, (_, unit) =>
  /[\w+/-]/.test(String.fromCharCode(unit)) ? 1 : 0,
);

const isPart = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit < alphabet.length && alphabet[unit] === 1;
};

/**
 * The runs of a text that may be base64, of 16 characters or more. Padding stays outside: it is often lost. Only every
 * sixteenth character is looked at unless it is part of a run, because no run fits between two of them.
 */
export const base64Runs = function* (text: string): Generator<Span> {
  let after = 0;
  for (let probe = shortest - 1; probe < text.length; probe = Math.max(probe, after) + shortest) {
    if (!isPart(text, probe)) continue;
    let start = probe;
    while (start > after && isPart(text, start - 1)) start -= 1;
    let end = probe + 1;
    while (isPart(text, end)) end += 1;
    // One character more than whole groups of four holds no byte.
    if (end - start >= shortest && (end - start) % 4 !== 1) yield { start, end };
    after = end;
  }
};
