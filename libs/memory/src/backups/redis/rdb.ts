import { BackupError } from '../backup-error.ts';
import { RedisConnection } from './redis-connection.ts';

/** The file begins with this, and ends with an opcode of one byte and a checksum of eight. */
const magic = 'REDIS';
const trailerBytes = 9;
const endOfFile = 0xff;

/** Redis sends empty lines while it prepares the file, then its length. */
const lengthOf = async (connection: RedisConnection): Promise<number> => {
  const line = (await connection.line()).replace(/^\n+/, '');
  const length = /^\$(\d+)$/.exec(line)?.[1];
  if (length === undefined) throw new BackupError('Redis does not say how long its file is.');
  return Number(length);
};

/** Passes the file on, and fails at its end when it was none. */
async function* checked(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head = '';
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (head.length < magic.length) head += chunk.subarray(0, magic.length).toString('latin1');
    tail = Buffer.concat([tail, chunk.subarray(-trailerBytes)]).subarray(-trailerBytes);
    yield chunk;
  }
  if (!head.startsWith(magic) || tail[0] !== endOfFile) throw new BackupError('Redis sent no RDB file.');
}

/**
 * The RDB file of a Redis, as `redis-cli --rdb` has it: Redis forks, writes the moment down and sends it as it would to a
 * replica. Nothing has to be waited for on its disk, so no copy can be taken of a file that is still being written.
 * @throws BackupError when Redis refuses, breaks off or sends something else
 */
export async function* rdbOf(url: string): AsyncGenerator<Buffer> {
  const connection = await RedisConnection.open(url);
  try {
    connection.send('SYNC');
    yield* checked(connection.bytes(await lengthOf(connection)));
  } finally {
    connection.close();
  }
}

/**
 * How many keys each database of a Redis has.
 * @throws BackupError
 */
export const keyCounts = async (url: string): Promise<Readonly<Record<string, number>>> => {
  const connection = await RedisConnection.open(url);
  try {
    connection.send('INFO', 'keyspace');
    const length = Number((await connection.line()).slice(1));
    const chunks: Buffer[] = [];
    for await (const chunk of connection.bytes(length)) chunks.push(chunk);
    const found = Buffer.concat(chunks)
      .toString()
      .matchAll(/^(db\d+):keys=(\d+)/gm);
    return Object.fromEntries([...found].map(([, database = '', keys]) => [database, Number(keys)]));
  } finally {
    connection.close();
  }
};
