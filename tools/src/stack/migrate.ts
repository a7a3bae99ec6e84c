import { UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';

export interface Migration {
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Brings the schema of the database up to date.
 * @throws UserError with what the migration said when it fails
 */
export const migrate = async ({ script, cwd, env, signal }: Migration): Promise<void> => {
  const { code, stdout, stderr } = await runNode({ script, cwd, env, signal });
  signal.throwIfAborted();
  if (code !== 0)
    throw new UserError(
      `The migration of the database ended with exit code ${code}:\n${`${stdout}\n${stderr}`.trim()}\nIs DATABASE_URL right, and may its user change the schema?`,
    );
};
