import pg from 'pg';
import { ServerStartError } from '../errors.ts';
import { errorCode } from '../process/error-code.ts';

/** How to reach a server on 127.0.0.1. */
export interface Credentials {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A connection URL; the parts are escaped. */
export function postgresUrl({ port, user, password }: Credentials, database: string): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** The server is up and says that it cannot take connections yet: it starts, recovers or stops. */
const cannotConnectNow = '57P03';
const wrongPassword = '28P01';
const connectTimeoutMs = 5_000;

/**
 * True when the server lets this user in, false when it is not up yet.
 *
 * @throws ServerStartError when it refuses the password.
 */
export async function acceptsConnections(credentials: Credentials): Promise<boolean> {
  const client = newClient(credentials);
  try {
    await client.connect();
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === wrongPassword) {
      throw new ServerStartError(
        `PostgreSQL refuses the password of user ${credentials.user}: this data folder was made with another user or ` +
          'password. Give those, or remove the folder to begin anew without its data.',
        [],
      );
    }
    if (code === undefined || code === cannotConnectNow || code.startsWith('E')) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/** A client for the database that every cluster has, not connected yet. */
export function newClient(credentials: Credentials): pg.Client {
  const client = new pg.Client({
    connectionString: postgresUrl(credentials, 'postgres'),
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A connection that breaks while idle emits this; whoever uses the client next is told by the rejected query.
  client.on('error', () => undefined);
  return client;
}

/** Makes the database unless it exists. */
export async function ensureDatabase(credentials: Credentials, database: string): Promise<void> {
  if (database === 'postgres') return;
  const client = newClient(credentials);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
