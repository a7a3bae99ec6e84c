import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { releaseFaults } from './release-faults.ts';

await runCommand(() => {
  const [tag, ...others] = process.argv.slice(2);
  if (tag === undefined || others.length > 0) throw new UserError('node tools/src/delivery/main.ts TAG');
  const faults = releaseFaults(tag, (environment) =>
    globSync(`manifests/${environment}/**/*.yaml`, { cwd: root })
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n'),
  );
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return Promise.resolve(0);
});
