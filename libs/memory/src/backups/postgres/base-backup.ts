import { PassThrough } from 'node:stream';
import pg from 'pg';
import { BackupError } from '../backup-error.ts';

/** What PostgreSQL sends within a base backup: https://www.postgresql.org/docs/current/protocol-replication.html */
const messageTypes = { archive: 0x6e, data: 0x64, manifest: 0x6d, progress: 0x70 } as const;

/** The one archive of a server without further tablespaces. */
const baseArchive = 'base.tar';

/** The log that was written meanwhile is part of it: the copy starts without an archive of the log. */
const command = "BASE_BACKUP (LABEL 'octollm', CHECKPOINT 'fast', WAL, MANIFEST 'no')";

interface CopyMessage {
  readonly chunk: Buffer;
}

/** The command as pg runs it: the client hands over what the server sends. */
class BaseBackupQuery implements pg.Submittable {
  readonly bytes = new PassThrough();

  submit(connection: pg.Connection): void {
    this.bytes.on('drain', () => connection.stream.resume());
    connection.query(command);
  }

  handleCopyData({ chunk }: CopyMessage, connection: pg.Connection): void {
    const type = chunk[0];
    if (type === messageTypes.archive) this.#refuseTablespaces(chunk);
    // A copy: the client uses its buffer again. While what was sent is stored the socket is not read.
    if (type === messageTypes.data && !this.bytes.write(Buffer.from(chunk.subarray(1))))
      connection.stream.pause();
  }

  handleError(error: Error): void {
    this.bytes.destroy(
      new BackupError(`PostgreSQL makes no base backup: ${error.message}`, { cause: error }),
    );
  }

  handleReadyForQuery(): void {
    this.bytes.end();
  }

  /** What tells where the backup begins and ends is of no use here: it is in the archive as well. */
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}

  #refuseTablespaces(chunk: Buffer): void {
    const name = chunk.subarray(1, chunk.indexOf(0, 1)).toString();
    if (name !== baseArchive)
      this.bytes.destroy(new BackupError('A server with tablespaces of its own cannot be backed up.'));
  }
}

/**
 * The data folder of a running PostgreSQL (15 or later) as a tar archive that starts by itself, over the protocol that
 * pg_basebackup speaks; so no image needs that program in the version of the server.
 *
 * @param url - of the server itself, not of a pooler, and of a role that may replicate
 * @throws BackupError when PostgreSQL refuses or breaks off
 */
export async function* baseBackup(url: string): AsyncGenerator<Uint8Array> {
  // As a connection to a database: rules of pg_hba.conf that name `all` databases do not mean physical replication.
  const options: pg.ClientConfig & { readonly replication: string } = {
    connectionString: url,
    replication: 'database',
    application_name: 'backup',
  };
  const client = new pg.Client(options);
  const query = new BaseBackupQuery();
  client.on('error', (error) => query.handleError(error));
  try {
    await client.connect();
    client.query(query);
    yield* query.bytes;
  } catch (error) {
    throw error instanceof BackupError
      ? error
      : new BackupError('PostgreSQL makes no base backup.', { cause: error });
  } finally {
    client.connection.stream.destroy();
  }
}
