import { runCommand } from '../../output/index.ts';
import { runCredential } from './run-credential.ts';

await runCommand(async () => {
  const [audience = ''] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await runCredential(audience)));
  return 0;
});
