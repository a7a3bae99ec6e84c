const placeholder = '[redacted]';
/** Shorter ones would blot out words. */
const shortestSecret = 8;

/** API keys of the platform, bearer tokens and JSON web tokens. */
const patterns: readonly RegExp[] = [
  /octollm_(?:live|test|admin)_[A-Za-z0-9]{8,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
];

/** To look back at every colon of a line takes longer than all the rest, so it is done where there is a URL. */
const passwordInUrl = /(?<=:\/\/[^/\s:@"]{0,64}:)[^@/\s"]{1,256}(?=@)/g;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Makes a function that removes secrets from a finished log line: the given values, in the form they have inside
 * JSON, and everything that looks like a key or a token. Working on the line covers every field, also those a
 * library logs.
 */
export const lineRedactor = (secrets: readonly string[]): ((line: string) => string) => {
  // The longest first, or one that another begins with would leave the rest of it.
  const values = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .toSorted((a, b) => b.length - a.length)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  const known = values.length === 0 ? [] : [new RegExp(values.map(escaped).join('|'), 'g')];
  const always = [...known, ...patterns];
  const withUrl = [...always, passwordInUrl];
  return (line) =>
    (line.includes('://') ? withUrl : always).reduce(
      (text, pattern) => text.replaceAll(pattern, placeholder),
      line,
    );
};
