import { setTimeout as delay } from 'node:timers/promises';
import {
  PortTakenError,
  type PostgresServer,
  ServerStartError,
  ServerUnavailableError,
  startPostgres,
} from '@octollm/local-servers';
import { UserError } from '../output/index.ts';
import { LastLines } from '../process/index.ts';
import { RestartPolicy } from './restart-policy.ts';

/** The database of a stack: its own PostgreSQL or one that the environment names. */
export interface Database {
  readonly url: string;
  /** The port of the stack's own PostgreSQL; undefined for one that is not ours. */
  readonly port?: number;
  /** Where its data are; undefined for one that is not ours. */
  readonly dataDir?: string;
  stop(): Promise<void>;
}

/** A database that somebody else runs: it is used, never started, stopped or emptied. */
export const externalDatabaseAt = (url: string): Database => ({ url, stop: () => Promise.resolve() });

export interface OwnDatabaseOptions {
  readonly dataDir: string;
  readonly password: string;
  readonly onLine: (line: string) => void;
  readonly notice: (sentence: string) => void;
}

/** Counts what statements cost, for `npm run doctor`. */
const settings = { shared_preload_libraries: 'pg_stat_statements' };

const account = { user: 'octollm', database: 'octollm' } as const;

/** The URL of the stack's own PostgreSQL. */
export const ownDatabaseUrl = (password: string, port: number): string =>
  `postgresql://${account.user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${account.database}`;

const launch = async (
  { dataDir, password, onLine }: OwnDatabaseOptions,
  port?: number,
): Promise<PostgresServer> => {
  const where = port === undefined ? {} : { port };
  const lines = new LastLines();
  const log = (line: string): void => {
    lines.add(line);
    onLine(line);
  };
  try {
    return await startPostgres({ dataDir, password, ...account, ...where, settings, log });
  } catch (error) {
    const known = [PortTakenError, ServerStartError, ServerUnavailableError];
    if (error instanceof Error && known.some((type) => error instanceof type))
      // Its lines also say where the data are, which is not always where they were wanted.
      throw new UserError(['PostgreSQL did not start.', error.message, ...lines.all].join('\n'), {
        cause: error,
      });
    throw error;
  }
};

/** Starts the stack's own PostgreSQL; one that crashes is started again on the same port. */
export const startOwnDatabase = async (options: OwnDatabaseOptions): Promise<Database> => {
  const { notice } = options;
  const policy = new RestartPolicy();
  const stopping = new AbortController();
  let server = await launch(options);
  const { port } = server;

  const recover = async (what: string): Promise<void> => {
    const verdict = policy.crashed(performance.now());
    if (verdict.kind === 'give-up') {
      notice(
        `PostgreSQL ${what}, ${verdict.crashes} times within a minute. It is not started again; stop this.`,
      );
      return;
    }
    notice(`PostgreSQL ${what}. It is started again.`);
    await delay(verdict.afterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (stopping.signal.aborted) return;
    try {
      server = await launch(options, port);
    } catch (error) {
      await recover(`could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    // The stop may have been asked for while it was starting.
    if (stopping.signal.aborted) await server.stop();
    else {
      notice('PostgreSQL is ready again.');
      watch();
    }
  };
  const watch = (): void => {
    void server.exited.then((code) =>
      stopping.signal.aborted ? undefined : recover(`has ended with exit code ${code}`),
    );
  };
  watch();

  return {
    url: server.url,
    port,
    dataDir: server.dataDir,
    stop: async () => {
      stopping.abort();
      await server.stop();
    },
  };
};
