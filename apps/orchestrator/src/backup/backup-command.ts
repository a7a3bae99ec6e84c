import { ConfigurationError, type Environment } from '@octollm/catalogue';
import { BackupError, type BackupManifest, ColdStorageError } from '@octollm/memory';
import { runDrill } from '../drill/run-drill.ts';
import { fetchNewest } from './fetch-backup.ts';
import { archiveOf, keptDaysOf, makerOf, type Plan, planNamed } from './plans.ts';
import { withoutPasswords } from './without-passwords.ts';

const usage = `usage:
  backup postgres|qdrant|redis               makes a backup and deletes those that have expired
  backup fetch postgres|qdrant|redis FOLDER  writes the files of the newest backup into a folder
  backup drill                               restores the newest backups into scratch stores and compares
COLD_STORAGE_URL says where the backups are.
`;

/** The exit codes; https://man.freebsd.org/sysexits(3) has those above 64. */
const exitCodes = { done: 0, failed: 1, usage: 2, unavailable: 69, software: 70, configuration: 78 } as const;

const dayMs = 86_400_000;

const print = (value: unknown): void => {
  process.stdout.write(`${withoutPasswords(JSON.stringify(value))}\n`);
};

const summaryOf = ({ id, files, counts }: BackupManifest) => ({
  backup: id,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  counts,
});

/** Does what was asked for, and gives the exit code. */
type Command = (environment: Environment) => Promise<number>;

const makeBackup =
  (plan: Plan): Command =>
  async (environment) => {
    const startedAt = new Date();
    const make = makerOf(plan, environment);
    const archive = archiveOf(plan, environment);
    const manifest = await archive.write(startedAt, make);
    const expired = await archive.expire(new Date(startedAt.getTime() - keptDaysOf(plan) * dayMs));
    print({ ...summaryOf(manifest), expired });
    return exitCodes.done;
  };

const fetchBackup =
  (plan: Plan, folder: string): Command =>
  async (environment) => {
    print(summaryOf(await fetchNewest(archiveOf(plan, environment), folder)));
    return exitCodes.done;
  };

const drill: Command = async (environment) => {
  const report = await runDrill(environment);
  print(report);
  return Object.values(report).every((lacking) => lacking.length === 0) ? exitCodes.done : exitCodes.failed;
};

const showUsage: Command = async () => {
  process.stderr.write(usage);
  return exitCodes.usage;
};

const commandOf = (argv: readonly string[]): Command => {
  const [word, name, folder] = argv;
  const plan = planNamed(argv.length === 1 ? word : name);
  if (argv.length === 1 && word === 'drill') return drill;
  if (argv.length === 1 && plan !== undefined) return makeBackup(plan);
  if (argv.length === 3 && word === 'fetch' && plan !== undefined && folder !== undefined)
    return fetchBackup(plan, folder);
  return showUsage;
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof ConfigurationError) return exitCodes.configuration;
  if (error instanceof ColdStorageError) return exitCodes.unavailable;
  if (error instanceof BackupError) return exitCodes.failed;
  return exitCodes.software;
};

/**
 * What an operator can do something about is said in a sentence; anything else is a mistake in the code, and says where.
 * Node would print all that an error carries: that of a URL carries the URL.
 */
const complaintOf = (error: unknown, code: number): string => {
  if (!(error instanceof Error)) return String(error);
  return code === exitCodes.software ? (error.stack ?? error.message) : error.message;
};

/**
 * Makes a backup, fetches one, or tries them all. Prints a line of JSON that says what was done.
 * @returns the exit code: 0 only when the whole backup is stored or fetched, or every restore is whole
 */
export const runBackupCommand = async (
  argv: readonly string[],
  environment: Environment,
): Promise<number> => {
  try {
    return await commandOf(argv)(environment);
  } catch (error) {
    const code = exitCodeOf(error);
    process.stderr.write(`${withoutPasswords(complaintOf(error, code))}\n`);
    return code;
  }
};
