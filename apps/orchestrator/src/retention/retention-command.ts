import { readFileSync } from 'node:fs';
import { ConfigurationError, type JobConfigOf, readConfiguration, retention } from '@octollm/catalogue';
import { UnavailableError } from '@octollm/contracts';
import { ArchiveError, ColdStorageError, Database, Retention } from '@octollm/memory';
import { coldStorageOf } from '../stores/cold-storage.ts';

const usage = `usage:
  retention                 moves old tasks to cold storage and deletes what has expired
  retention restore FILE    reads an archive back into the tables
DATABASE_URL says where PostgreSQL is, COLD_STORAGE_URL where the archives are.
`;

/** The exit codes; https://man.freebsd.org/sysexits(3) has those above 64. */
const exitCodes = { done: 0, incomplete: 1, usage: 2, unavailable: 69, configuration: 78 } as const;

type Config = JobConfigOf<typeof retention>;

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** @returns the exit code: 0 also when another run is under way, 1 when tasks had to be held back */
const runOnce = async (job: Retention, config: Config, signal: AbortSignal): Promise<number> => {
  const periods = {
    taskDays: config.RETENTION_TASK_DAYS,
    sessionDays: config.RETENTION_SESSION_DAYS,
    actionDays: config.RETENTION_ACTION_DAYS,
    operationDays: config.RETENTION_OPERATION_DAYS,
  };
  const report = await job.run(periods, new Date(), signal);
  if (report === null) {
    print({ skipped: 'Another run of retention is under way; it does what is to be done.' });
    return exitCodes.done;
  }
  print(report);
  return report.heldBack.length === 0 ? exitCodes.done : exitCodes.incomplete;
};

const withJob = async (config: Config, work: (job: Retention) => Promise<number>): Promise<number> => {
  const storage = coldStorageOf(config);
  // One connection holds the lock, one works.
  const url = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  const database = await Database.open({
    url,
    poolSize: 2,
    applicationName: 'retention',
    // It works on whole batches, and nobody waits for it.
    statementTimeoutMs: 0,
  });
  try {
    return await work(new Retention(database, storage));
  } finally {
    await database.close();
  }
};

/** What an operator can do something about is said in a sentence; anything else is a mistake in the code. */
const exitCodeOf = (error: unknown): number => {
  if (error instanceof ConfigurationError) return exitCodes.configuration;
  if (error instanceof ColdStorageError || error instanceof UnavailableError) return exitCodes.unavailable;
  if (error instanceof ArchiveError) return exitCodes.incomplete;
  throw error;
};

/**
 * Runs retention once, or restores an archive. Prints a line of JSON that says what was done.
 * @param signal - ends a run after the batch that is under way
 * @returns the exit code
 */
export const runRetentionCommand = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<number> => {
  const [command, file, ...rest] = argv;
  const restores = command === 'restore' && file !== undefined && rest.length === 0;
  if (command !== undefined && !restores) {
    process.stderr.write(usage);
    return exitCodes.usage;
  }
  try {
    const config = readConfiguration(retention, environment, (path) => readFileSync(path, 'utf8'));
    return await withJob(config, async (job) => {
      if (!restores) return runOnce(job, config, signal);
      print(await job.restore(file));
      return exitCodes.done;
    });
  } catch (error) {
    const code = exitCodeOf(error);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return code;
  }
};
