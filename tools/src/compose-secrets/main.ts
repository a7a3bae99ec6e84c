import { join, resolve } from 'node:path';
import { Output, runCommand } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { writeSecretFiles } from './write-secrets.ts';

await runCommand(() => {
  const folder = resolve(process.argv[2] ?? join(root, '.octollm', 'compose'));
  const made = writeSecretFiles(folder);
  new Output().line(
    made.length === 0
      ? `All secrets are in ${folder} already.`
      : `${made.length} secrets were made in ${folder}.`,
  );
  return Promise.resolve(0);
});
