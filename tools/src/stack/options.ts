import { parseArgs } from 'node:util';
import { UserError } from '../output/index.ts';

export interface StartOptions {
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly help: boolean;
}

export const help = `npm start                 runs the platform on this machine until Ctrl-C
npm start -- --fresh      begins anew: removes the stack's database, vectors and keys first
                          (a database that DATABASE_URL names is never touched)
npm start -- --watch      builds and restarts a service when its source or that of a library it uses changes
npm start -- --help       shows this

Variables are read from the environment and from .env, for example OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL,
EXECUTOR_HTTP_ALLOWLIST, DATABASE_URL, QUEUE_REDIS_URL, QDRANT_URL and LOG_LEVEL. Data are kept in .octollm.`;

const flags = { fresh: { type: 'boolean' }, watch: { type: 'boolean' }, help: { type: 'boolean' } } as const;

/**
 * Reads the arguments of `npm start`.
 * @throws UserError that names an argument that does not exist and those that do
 */
export const parseStartOptions = (args: readonly string[]): StartOptions => {
  const known = Object.keys(flags).map((name) => `--${name}`);
  const unknown = args.find((argument) => !known.includes(argument));
  if (unknown !== undefined)
    throw new UserError(
      `npm start knows no ${unknown}. It takes: ${known.join(', ')}. See: npm start -- --help`,
    );
  const { values } = parseArgs({ args: [...args], options: flags });
  return { fresh: values.fresh ?? false, watch: values.watch ?? false, help: values.help ?? false };
};
