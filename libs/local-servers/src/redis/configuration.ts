/**
 * What the Redis is for: `queue` keeps every job (no eviction, append-only file synced each second), `cache` forgets
 * the least recently used keys above 64 MB and writes nothing to disk. One server must not be both.
 */
export type RedisRole = 'queue' | 'cache';

const perRole: Readonly<Record<RedisRole, readonly string[]>> = {
  queue: ['maxmemory-policy noeviction', 'appendonly yes', 'appendfsync everysec'],
  cache: ['maxmemory 64mb', 'maxmemory-policy allkeys-lru', 'appendonly no'],
};

/** The text of redis.conf. A file, because arguments show up in the process list and one of them is the password. */
export function redisConfiguration(options: {
  role: RedisRole;
  dataDir: string;
  port: number;
  password: string | undefined;
}): string {
  const { role, dataDir, port, password } = options;
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${quoted(dataDir)}`,
    `pidfile ${quoted(`${dataDir}/${pidFileName}`)}`,
    'daemonize no',
    'save ""',
    ...perRole[role],
    ...(password === undefined ? [] : [`requirepass ${quoted(password)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Redis writes its process id here, in the data folder, and removes the file when it stops in good order. */
export const pidFileName = 'redis.pid';

/** A value in redis.conf's double quotes, which know \\xHH for any byte. */
function quoted(value: string): string {
  const escaped = Array.from(Buffer.from(value, 'utf8'), (byte) =>
    isPlain(byte) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  );
  return `"${escaped.join('')}"`;
}

/** Printable ASCII but for the quote and the backslash. */
function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
}
