import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { importsOf, packageOf } from '../boundaries/index.ts';

/** The packages that the bundle of an app imports: everything else is inlined in it. */
export const importedPackages = (bundle: string): readonly string[] => {
  const specifiers = globSync('**/*.js', { cwd: bundle }).flatMap((file) =>
    importsOf(readFileSync(join(bundle, file), 'utf8')),
  );
  const packages = specifiers
    .filter((specifier) => !/^[./]/.test(specifier) && !isBuiltin(specifier))
    .map(packageOf);
  return [...new Set(packages)].sort();
};
