import { BackupError } from '../backup-error.ts';
import { RedisConnection } from './redis-connection.ts';

/** Where somebody of Redis listens. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** A master of Redis that sentinels watch. */
export interface WatchedRedis {
  readonly sentinels: readonly RedisHost[];
  /** What the sentinels call it. */
  readonly master: string;
  /** Whether the connections are encrypted, those to the sentinels too. */
  readonly secure: boolean;
}

const urlOf = ({ host, port }: RedisHost, secure: boolean): string =>
  `${secure ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}`;

const ask = async (sentinel: RedisHost, { master, secure }: WatchedRedis): Promise<RedisHost> => {
  const connection = await RedisConnection.open(urlOf(sentinel, secure));
  try {
    connection.send('SENTINEL', 'get-master-addr-by-name', master);
    if ((await connection.line()) !== '*2') throw new BackupError(`The sentinel knows no ${master}.`);
    await connection.line();
    const host = await connection.line();
    await connection.line();
    return { host, port: Number(await connection.line()) };
  } finally {
    connection.close();
  }
};

/**
 * The URL of the master, without a password, by the first of its sentinels that knows.
 * @throws BackupError when none does
 */
export const redisMaster = async (watched: WatchedRedis): Promise<string> => {
  const causes: unknown[] = [];
  for (const sentinel of watched.sentinels)
    try {
      return urlOf(await ask(sentinel, watched), watched.secure);
    } catch (error) {
      causes.push(error);
    }
  throw new BackupError('No sentinel says where the master is.', { cause: new AggregateError(causes) });
};
