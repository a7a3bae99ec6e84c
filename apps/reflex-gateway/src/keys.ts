import { runKeyCommand } from './key-commands.ts';

process.exitCode = await runKeyCommand(process.argv.slice(2), process.env);
