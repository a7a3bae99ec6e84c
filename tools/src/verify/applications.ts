import { deployed } from '@octollm/catalogue';
import { runCommand } from '../output/index.ts';
import { buildApps, root } from '../workspace/index.ts';

/** Builds the applications as stacks do, so that no test does it while another one starts them. */
await runCommand(async () => {
  await buildApps({ root, apps: deployed.map(({ name }) => name) });
  return 0;
});
