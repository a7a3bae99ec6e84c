/** Names that announce a secret. What only describes one (TOKEN_TTL, PASSWORD_FILE) ends otherwise. */
const secretName =
  /(?:^|[_.-])(?:password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key|signing_?key|credentials?)$/i;

/** Texts that are secrets whatever they are called. */
const secretTexts: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, what: 'a private key' },
  { pattern: /"d"\s*:\s*"[\w-]{20,}"/, what: 'the private part of a JSON Web Key' },
  {
    pattern: /[a-z][a-z\d+.-]{1,20}:\/\/[^\s/:@]{0,100}:[^\s/@$<{]{1,200}@/i,
    what: 'an address with a password',
  },
  { pattern: /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/, what: 'an AWS access key' },
  { pattern: /\bsk-[\w-]{20,}/, what: 'the key of a model provider' },
  { pattern: /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,})/, what: 'a token of a code host' },
  { pattern: /\bxox[abprs]-[\w-]{10,}/, what: 'a Slack token' },
  { pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, what: 'a signed token' },
  {
    pattern:
      /^[ \t"']*(?:password|client_secret|secret_key)["']?[ \t]*[:=][ \t]*["']?[^\s"'$<{/][^\s"']{3,}/im,
    what: 'a line that sets a password',
  },
];

const isPlain = (value: string): boolean => value === '' || /^(?:true|false|[\d.]+)$/.test(value);

/** What kind of secret a text is, or undefined when it looks like none. */
export const secretIn = (value: string): string | undefined =>
  secretTexts.find(({ pattern }) => pattern.test(value))?.what;

/** Whether the value of a variable is a secret by its name: switches, numbers, paths and nothing are none. */
export const isSecretByName = (name: string, value: string): boolean =>
  secretName.test(name) && !isPlain(value) && !value.startsWith('/') && !value.startsWith('$(');
