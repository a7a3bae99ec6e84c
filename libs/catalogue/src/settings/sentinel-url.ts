/** A master of Redis, and the sentinels that know where it is. */
export interface SentinelUrl {
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  /** What the sentinels call the master. */
  readonly master: string;
  /** Who and what the master asks for; the sentinels are asked without. */
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  /** Whether the connections are encrypted, those to the sentinels too. */
  readonly secure: boolean;
}

const pattern =
  /^(redis|rediss)-sentinel:\/\/(?:([^\s:@/]*)(?::([^\s@/]*))?@)?([^\s@/#?]+)(?:\/(\d{1,5}))?#([\w.-]+)$/i;

const addressIn = (text: string): { host: string; port: number } | undefined => {
  const [, name, address, port] = /^(?:([\w.-]+)|\[([\da-f:.]+)\]):(\d{1,5})$/i.exec(text) ?? [];
  const host = name ?? address;
  const number = Number(port);
  return host !== undefined && number >= 1 && number <= 65_535 ? { host, port: number } : undefined;
};

const decoded = (text: string | undefined): string | undefined => {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded: a percent sign that is meant.
    return text;
  }
};

/**
 * Reads `redis-sentinel://user:password@host:port,host:port/database#master`, or the same with `rediss-sentinel`; user,
 * password and database may be left out. Undefined when the text is none.
 */
export const parseSentinelUrl = (text: string): SentinelUrl | undefined => {
  const [, scheme, user, secret, hosts = '', database, master] = pattern.exec(text) ?? [];
  if (scheme === undefined || master === undefined) return undefined;
  const sentinels = hosts.split(',').map(addressIn);
  if (!sentinels.every((address) => address !== undefined)) return undefined;
  const [username, password] = [decoded(user), decoded(secret)];
  return {
    sentinels,
    master,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database: Number(database ?? 0),
    secure: scheme.toLowerCase() === 'rediss',
  };
};
