import { UserError } from './user-error.ts';

const messageOf = (error: unknown): string => {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/** Runs a command of the project and sets the exit code: its result, or 1 and the reason when it throws. */
export const runCommand = async (command: () => Promise<number>): Promise<void> => {
  // Whoever reads the output through a pipe may have seen enough.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
  });
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`\n${messageOf(error)}\n`);
    process.exitCode = 1;
  }
};
