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
  /** The port of the master that it follows. */
  replicaOf?: number | undefined;
}): string {
  const { role, dataDir, port, password, replicaOf } = options;
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${quoted(dataDir)}`,
    `pidfile ${quoted(`${dataDir}/${pidFileName}`)}`,
    'daemonize no',
    'save ""',
    ...perRole[role],
    ...(password === undefined ? [] : [`requirepass ${quoted(password)}`, `masterauth ${quoted(password)}`]),
    ...(replicaOf === undefined ? [] : [`replicaof 127.0.0.1 ${replicaOf}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a sentinel watches, and how soon it acts. */
export interface Watched {
  /** What it calls the master. */
  readonly name: string;
  /** The port of the master on 127.0.0.1 when it starts. */
  readonly port: number;
  readonly password?: string;
  /** How many sentinels have to miss the master before one of them chooses another. */
  readonly quorum: number;
  /** How long the master is missed before it counts as gone, in milliseconds. */
  readonly downAfterMs: number;
}

/** The text of sentinel.conf, which the sentinel itself rewrites with what it learns. */
export function sentinelConfiguration(options: { dataDir: string; port: number; watched: Watched }): string {
  const { dataDir, port, watched } = options;
  const { name, password, quorum, downAfterMs } = watched;
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${quoted(dataDir)}`,
    'daemonize no',
    `sentinel monitor ${name} 127.0.0.1 ${watched.port} ${quorum}`,
    ...(password === undefined ? [] : [`sentinel auth-pass ${name} ${quoted(password)}`]),
    `sentinel down-after-milliseconds ${name} ${downAfterMs}`,
    `sentinel failover-timeout ${name} ${10 * downAfterMs}`,
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
