import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runCommand } from '../output/index.ts';
import { buildEnvironment, root } from '../workspace/index.ts';

/** The suites that have a short form in `npm test`. */
const suites = ['crash-matrix', 'load', 'soak'];

/** `npm run test:long`: runs them at full length, or those that the arguments name. */
const verifyAtLength = async (): Promise<number> => {
  const named = process.argv.slice(2);
  const files = (named.length === 0 ? suites : named).map((suite) => `src/e2e/${suite}`);
  const child = spawn('npm', ['run', 'integration', '--', ...files], {
    cwd: join(root, 'tools'),
    stdio: 'inherit',
    env: { ...buildEnvironment(root), OCTOLLM_LONG: '1' },
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
};

await runCommand(verifyAtLength);
