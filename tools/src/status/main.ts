import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readObserveFile } from '../observe/observe-file.ts';
import { Output, runCommand, UserError } from '../output/index.ts';
import { readDevFile } from '../stack/index.ts';
import { root } from '../workspace/index.ts';
import { readStatus, type StackAddress } from './read-status.ts';
import { problemsOf } from './status.ts';
import { statusText } from './status-text.ts';

const usage = `npm run status [-- --url URL --key KEY] [-- --alertmanager URL] [-- --json]

Shows services, queues, circuit breakers, budgets and alerts. Without --url: of the stack that npm start has started
here. The key needs the admin scope. The exit code is 1 when something is not as it should be.`;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        key: { type: 'string' },
        alertmanager: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

const addressOf = async ({ url, key }: { url?: string; key?: string }): Promise<StackAddress> => {
  if (url !== undefined && key !== undefined) return { gateway: url, key };
  if (url !== undefined || key !== undefined) throw new UserError('--url and --key belong together.');
  const dev = await readDevFile(join(root, '.octollm', 'dev.json'));
  if (dev === undefined)
    throw new UserError('No stack runs here. Start one with npm start, or name one with --url and --key.');
  return { gateway: dev.gateway, key: dev.keys.admin, metrics: dev.metrics };
};

/** The Alertmanager that is named, or that of `npm run observe` for the stack that runs here. */
const watchedBy = async (
  alertmanager: string | undefined,
  isHere: boolean,
): Promise<Pick<StackAddress, 'alertmanager'>> => {
  if (alertmanager !== undefined) return { alertmanager };
  const found = isHere ? await readObserveFile(join(root, '.octollm', 'observe.json')) : undefined;
  return found === undefined ? {} : { alertmanager: found.alertmanager };
};

const main = async (): Promise<number> => {
  const { help, json, alertmanager, ...named } = parse(process.argv.slice(2));
  const output = new Output();
  if (help) {
    output.line(usage);
    return 0;
  }
  const address = await addressOf(named);
  const watched = await watchedBy(alertmanager, named.url === undefined);
  const status = await readStatus({ ...address, ...watched });
  const problems = problemsOf(status);
  output.line(json ? JSON.stringify({ ...status, problems }, null, 2) : statusText(status, output.paint));
  return problems.length === 0 ? 0 : 1;
};

await runCommand(main);
