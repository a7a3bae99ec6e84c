import { Sandboxes, SandboxUnavailableError } from '../sandbox/sandboxes.ts';
import { reportOn } from './report.ts';
import { sandboxSettings } from './settings.ts';

/** `npm run sandbox:check`: 0 when every tool runs in bubblewrap, 1 when one has a weaker sandbox or none. */
const check = async (): Promise<number> => {
  try {
    const { lines, complete } = await reportOn(await Sandboxes.open(sandboxSettings(process.env)));
    process.stdout.write(`${lines.join('\n')}\n`);
    return complete ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SandboxUnavailableError)) throw error;
    process.stdout.write(`${error.message}\n`);
    return 1;
  }
};

process.exitCode = await check();
