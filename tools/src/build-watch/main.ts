import { once } from 'node:events';
import { deployed } from '@octollm/catalogue';
import { formatSeconds, Output, runCommand } from '../output/index.ts';
import { BuildError, buildApp, buildApps, root, watchApps } from '../workspace/index.ts';

const output = new Output();

const build = async (app: string): Promise<void> => {
  const began = performance.now();
  try {
    await buildApp(root, app);
    output.line(`${app} was built in ${formatSeconds(performance.now() - began)}.`);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    output.line(`${app} was not built: ${error.message}`);
  }
};

/** `npm run build:watch`: builds a service again whenever its sources change, for those who run its bundle. */
await runCommand(async () => {
  const names = deployed.map(({ name }) => name);
  await buildApps({ root, apps: names });
  output.line('Every service is built. Sources are watched until Ctrl-C.');
  const watcher = await watchApps(root, async (apps) => {
    await Promise.all(apps.filter((app) => names.includes(app)).map(build));
  });
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  watcher.close();
  return 0;
});
