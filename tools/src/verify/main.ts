import { formatSeconds, runCommand } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { phases, runPhase } from './phase.ts';
import { forgetReports, tallyReports } from './reports.ts';

/** What may be left out on a machine that lacks a server, but not where a merge is decided. */
const strict = process.env.CI === 'true';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs every check and test of the repository and prints what they came to. */
const verify = async (): Promise<number> => {
  forgetReports(root);
  const broken: string[] = [];
  for (const phase of phases) {
    const started = performance.now();
    print(`\n> ${phase.name}`);
    const succeeded = await runPhase(phase);
    if (!succeeded) broken.push(phase.name);
    print(
      `> ${phase.name}: ${succeeded ? 'ok' : 'FAILED'} after ${formatSeconds(performance.now() - started)}`,
    );
  }
  const { passed, failed, skipped } = tallyReports(root);
  print('');
  for (const name of skipped) print(`not run: ${name}`);
  if (strict && skipped.length > 0) print('A test that does not run is a failure here, because CI is true.');
  for (const name of broken) print(`not in order: ${name}`);
  const failures = failed + (strict ? skipped.length : 0);
  print(`${passed} passed, ${failures === 0 && broken.length > 0 ? broken.length : failures} failed`);
  return failures > 0 || broken.length > 0 || passed === 0 ? 1 : 0;
};

await runCommand(verify);
