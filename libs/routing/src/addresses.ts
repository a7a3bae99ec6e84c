/** Up to white space, or to what encloses an address in prose, markup and code. */
const address = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Without the punctuation of the sentence around it; a bracket stays when it was opened inside the address. */
const withoutPunctuation = (url: string): string => {
  const last = url.at(-1) ?? '';
  const opening = closing[last];
  const isAround = opening === undefined ? /[.,;:!?*_]/.test(last) : count(url, opening) < count(url, last);
  return isAround ? withoutPunctuation(url.slice(0, -1)) : url;
};

/** The addresses that a text spells out with `http://` or `https://`, once each and in their order. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(address)].map(([url]) => withoutPunctuation(url))),
];
