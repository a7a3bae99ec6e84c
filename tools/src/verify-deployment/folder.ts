import { globSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../output/index.ts';

const usage = 'npm run verify-deployment -- DIR, or --namespace NAME';

/** The rendered folder that the arguments name, itself or by its namespace. @throws UserError when they name none */
export const folderToVerify = (args: readonly string[], root: string): string => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { namespace: { type: 'string' } },
  });
  const [folder, ...others] = positionals;
  if (others.length > 0 || (folder === undefined) === (values.namespace === undefined))
    throw new UserError(usage);
  if (folder !== undefined) return resolve(root, folder);
  const files = globSync('manifests/*/platform/Namespace.*.yaml', { cwd: root });
  const file = files.find((path) => basename(path) === `Namespace.${values.namespace}.yaml`);
  if (file === undefined)
    throw new UserError(`No folder of manifests is for the namespace ${values.namespace}.`);
  return join(root, dirname(dirname(file)));
};
