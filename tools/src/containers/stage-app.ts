import { cpSync, globSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Service } from '@octollm/catalogue';
import { importedPackages } from './imported-packages.ts';
import { packageClosure } from './package-closure.ts';
import { resolvedPackages } from './resolved-packages.ts';

export interface StagedApp {
  /** The workspace, with its packages installed and the app built. */
  readonly root: string;
  readonly service: Pick<Service, 'name' | 'port' | 'probes'>;
  /** Where the content of the image goes. What is there goes first. */
  readonly out: string;
}

/** Asks a service whether it lives, at the port that it was given or has by default. */
const healthCheck = ({ port, probes }: StagedApp['service']): string =>
  [
    `const port = process.env.PORT ?? ${port};`,
    `const { ok } = await fetch(\`http://127.0.0.1:\${port}${probes.live}\`);`,
    'process.exitCode = ok ? 0 : 1;',
    '',
  ].join('\n');

/** A package without what is in its own node_modules: those that are needed are packages of the closure themselves. */
const copyPackage = (root: string, folder: string, out: string): void => {
  const nested = join(folder, 'node_modules');
  cpSync(realpathSync(folder), join(out, relative(root, folder)), {
    recursive: true,
    dereference: true,
    filter: (path) => !path.startsWith(`${nested}${sep}`) && path !== nested && !path.endsWith('.map'),
  });
};

/**
 * Gathers what the image of a service holds: its bundle, the packages that it imports or resolves with all that they need,
 * `dist/main.js`, which starts it, and `dist/health.js`, which says whether it lives. Nothing else of the workspace is in
 * it, so it is small, and a scanner finds in it what runs and nothing more.
 * @throws Error when the app is not built; MissingPackageError when a package is not installed
 */
export const stageApp = ({ root, service, out }: StagedApp): void => {
  const bundle = join('dist', 'apps', service.name);
  if (globSync(join(root, bundle, 'main.js')).length === 0)
    throw new Error(`${service.name} is not built. Run npx nx build @octollm/${service.name} first.`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'dist'), { recursive: true });
  cpSync(join(root, bundle), join(out, bundle), { recursive: true });
  const packages = [
    ...importedPackages(join(root, bundle)),
    ...resolvedPackages(join(root, 'apps', service.name)),
  ];
  for (const folder of packageClosure(root, packages)) copyPackage(root, folder, out);
  writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(out, 'dist/main.js'), `import './apps/${service.name}/main.js';\n`);
  writeFileSync(join(out, 'dist/health.js'), healthCheck(service));
};
