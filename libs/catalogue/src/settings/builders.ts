import { isIP } from 'node:net';
import { parseSentinelUrl } from './sentinel-url.ts';
import type { Setting } from './setting.ts';

interface Common {
  readonly description: string;
  readonly secret?: boolean;
  readonly shorthandFor?: readonly string[];
}

/** How a setting behaves when its variable is not set: a default, `optional`, or (neither) a failing start. */
type Absence<Value> =
  | { readonly default?: Value; readonly optional?: never }
  | { readonly optional: true; readonly default?: never };

type Options<Value> = Common & Absence<Value>;

interface Reader<Value> {
  readonly expects: string;
  readonly parse: (raw: string) => Value | undefined;
}

interface Builder<Value> {
  (options: Common & { readonly optional: true }): Setting<Value | undefined>;
  (options: Common & { readonly default?: Value }): Setting<Value>;
}

const builder = <Value>(reader: Reader<Value>): Builder<Value> => {
  const build = (options: Options<Value>): Setting<Value> => ({
    description: options.description,
    secret: options.secret ?? false,
    expects: reader.expects,
    required: options.default === undefined && options.optional !== true,
    default: options.default,
    ...(options.shorthandFor === undefined ? {} : { shorthandFor: options.shorthandFor }),
    parse: reader.parse,
  });
  return build as Builder<Value>;
};

/** A text of at least one character. */
export const text = builder<string>({
  expects: 'a text that is not empty',
  parse: (raw) => (raw.trim() === '' ? undefined : raw.trim()),
});

/** A text that is long enough to be a secret. Its length counts UTF-16 code units. */
export const longText = (min: number): Builder<string> =>
  builder<string>({
    expects: `a text of at least ${min} characters`,
    parse: (raw) => (raw.trim().length < min ? undefined : raw.trim()),
  });

/** A whole number between two bounds, both included. */
export const integer = (min: number, max: number): Builder<number> =>
  builder<number>({
    expects: `a whole number from ${min} to ${max}`,
    parse: (raw) => {
      const value = /^-?\d{1,15}$/.test(raw.trim()) ? Number(raw) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
  });

/** A number from 0 to 1, both included. */
export const ratio = builder<number>({
  expects: 'a number from 0 to 1',
  parse: (raw) => {
    const value = /^\d(\.\d{1,9})?$/.test(raw.trim()) ? Number(raw) : Number.NaN;
    return value <= 1 ? value : undefined;
  },
});

/** One of a few words. */
export const oneOf = <const Words extends readonly string[]>(words: Words): Builder<Words[number]> =>
  builder<Words[number]>({
    expects: `one of ${words.join(', ')}`,
    parse: (raw) => words.find((word) => word === raw.trim()),
  });

const isUrl = (value: string, schemes: readonly string[]): boolean =>
  schemes.some((scheme) => value.toLowerCase().startsWith(`${scheme}://`)) && URL.canParse(value);

const startsOf = (schemes: readonly string[]): string => schemes.map((scheme) => `${scheme}://`).join(' or ');

/** A URL with one of the given schemes. The value keeps the text as it was written. */
export const url = (...schemes: readonly string[]): Builder<string> =>
  builder<string>({
    expects: `a URL that starts with ${startsOf(schemes)}`,
    parse: (raw) => {
      const value = raw.trim();
      return isUrl(value, schemes) ? value : undefined;
    },
  });

/** The URL of a Redis, or the addresses of the sentinels that know where it is. */
export const redisUrl = builder<string>({
  expects: `a URL that starts with ${startsOf(['redis', 'rediss'])}, or redis-sentinel://host:port,host:port#master with sentinels and what they call the master`,
  parse: (raw) => {
    const value = raw.trim();
    return isUrl(value, ['redis', 'rediss']) || parseSentinelUrl(value) !== undefined ? value : undefined;
  },
});

/** URLs with one of the given schemes and commas between them. The empty text is the empty list. */
export const urls = (...schemes: readonly string[]): Builder<readonly string[]> =>
  builder<readonly string[]>({
    expects: `a list of URLs that start with ${startsOf(schemes)}, with commas between them`,
    parse: (raw) => {
      const values = raw
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
      return values.every((value) => isUrl(value, schemes)) ? values : undefined;
    },
  });

/** The address of a service: scheme, host and port, and nothing after them. */
export const origin = builder<string>({
  expects: 'http:// or https:// with a host and a port, and without a path',
  parse: (raw) => {
    const value = raw.trim();
    if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return undefined;
    const { origin: address, href } = new URL(value);
    return href === `${address}/` ? address : undefined;
  },
});

/** Texts with commas between them. The empty text is the empty list. */
export const list = builder<readonly string[]>({
  expects: 'a list with commas between its parts',
  parse: (raw) =>
    raw
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
});

const isNetwork = (text: string): boolean => {
  const [address = '', length = '', more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return !text.includes('/') || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
};

/** IP networks (`10.0.0.0/8`) and addresses with commas between them. The empty text is the empty list. */
export const networks = builder<readonly string[]>({
  expects: 'a list of IP addresses and networks such as 10.0.0.0/8, with commas between them',
  parse: (raw) => {
    const parts = raw
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return parts.every(isNetwork) ? parts : undefined;
  },
});

/** Whole numbers of at least 1, each with a name. */
export type Counts = Readonly<Record<string, number>>;

/** Names with a number each, such as `http_get=50,shell=4`. The empty text names nothing. */
export const counts = builder<Counts>({
  expects: 'a list of name=number with commas between its parts, each number from 1 to 100000',
  parse: (raw) => {
    const parts = raw.split(',').filter((part) => part.trim() !== '');
    const pairs = parts.map((part) => /^\s*([a-z][a-z0-9_-]{0,63})\s*=\s*([1-9]\d{0,5})\s*$/.exec(part));
    const entries = pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])] as const);
    const valid = entries.every(([, count]) => count <= 100_000);
    const distinct = new Set(entries.map(([name]) => name)).size === entries.length;
    return valid && distinct ? Object.fromEntries(entries) : undefined;
  },
});

/** Names with a text each, such as `a=x,b=y`; a text holds no comma. The empty text names nothing. */
export const pairs = builder<Readonly<Record<string, string>>>({
  expects: 'a list of name=value with commas between its parts, each name once and in lower case',
  parse: (raw) => {
    const parts = raw.split(',').filter((part) => part.trim() !== '');
    const entries = parts.map((part) => {
      const [, name = '', value = ''] = /^\s*([a-z][a-z0-9_-]{0,63})\s*=\s*(\S+)\s*$/.exec(part) ?? [];
      return [name, value] as const;
    });
    const valid = entries.every(([name]) => name !== '');
    const distinct = new Set(entries.map(([name]) => name)).size === entries.length;
    return valid && distinct ? Object.fromEntries(entries) : undefined;
  },
});

/** 32 bytes in base64url without padding, as a JSON Web Key holds them. */
const is32Bytes = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{43}$/.test(value);

const isEd25519Key = (value: unknown, half: 'private' | 'public'): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'kty' in value &&
  value.kty === 'OKP' &&
  'crv' in value &&
  value.crv === 'Ed25519' &&
  'x' in value &&
  is32Bytes(value.x) &&
  (half === 'private' ? 'd' in value && is32Bytes(value.d) : !('d' in value));

/** An Ed25519 key as a JSON Web Key (RFC 8037) in one line. */
export const ed25519Key = (half: 'private' | 'public'): Builder<string> =>
  builder<string>({
    expects: `the ${half} half of an Ed25519 key as a JSON Web Key`,
    parse: (raw) => {
      try {
        return isEd25519Key(JSON.parse(raw), half) ? raw.trim() : undefined;
      } catch {
        return undefined;
      }
    },
  });
