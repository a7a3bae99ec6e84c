import { runCommand } from '../output/index.ts';
import { startCanary, stopCanary } from './canary.ts';
import { canaryOptions } from './options.ts';

await runCommand(async () => {
  const options = canaryOptions(process.argv.slice(2));
  await (options.command === 'start' ? startCanary(options) : stopCanary(options.namespace));
  return 0;
});
