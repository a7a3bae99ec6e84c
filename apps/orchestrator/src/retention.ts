import { runRetentionCommand } from './retention/retention-command.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
process.exitCode = await runRetentionCommand(process.argv.slice(2), process.env, stop.signal);
