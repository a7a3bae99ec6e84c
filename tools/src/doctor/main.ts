import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Output, runCommand, UserError } from '../output/index.ts';
import { databaseEnvironment, dataFolderAt, knownSecrets, readDevFile } from '../stack/index.ts';
import { root } from '../workspace/index.ts';
import { collect } from './collect.ts';
import { diagnose } from './diagnose.ts';
import { masked } from './masked.ts';
import { writeBundle } from './write-bundle.ts';

/** As in 20261121T221530Z, which sorts by time and is a name of a file everywhere. */
const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

const versionOf = async (): Promise<string> =>
  (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** `npm run doctor`: one archive with what somebody needs to find a fault of the stack that runs here. */
const main = async (): Promise<number> => {
  const output = new Output();
  const data = dataFolderAt(join(root, '.octollm'));
  const dev = await readDevFile(data.dev);
  if (dev === undefined) throw new UserError('No stack runs here. Start one with npm start.');
  const { files, missing } = await collect({
    address: { gateway: dev.gateway, key: dev.keys.admin, metrics: dev.metrics },
    logs: data.logs,
    diagnoseDatabase: async () => diagnose(await databaseEnvironment(root, data.folder, process.env)),
    version: await versionOf(),
  });
  const secrets = [...(await knownSecrets(data.secrets)), dev.control.token];
  const safe = new Map([...files].map(([path, text]) => [path, masked(text, secrets)]));
  if (missing.length > 0) safe.set('missing.txt', masked(`${missing.join('\n')}\n`, secrets));
  const archive = join(data.folder, 'doctor', `octollm-doctor-${stamp(new Date())}.tar.gz`);
  await writeBundle(archive, safe);
  for (const line of missing) output.line(output.paint('yellow', `not collected: ${line}`));
  output.line(`${safe.size} files are in ${relative(process.cwd(), archive)}.`);
  output.line(
    'Secrets are masked. Goals, answers and documents are not in it; look through the logs before you share it.',
  );
  return 0;
};

await runCommand(main);
