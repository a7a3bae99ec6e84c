import { policiesCommand } from './command.ts';

try {
  const { output, code } = policiesCommand(process.argv.slice(2));
  process.stdout.write(output);
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
