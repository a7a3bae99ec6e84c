import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from '../workspace/index.ts';

/**
 * Imports a source file with what it needs of the product, bundled as the services are: Node runs TypeScript, but not the
 * decorators of the entities. The bundle is written to a folder of the build, as deep below the root as the source of a
 * library, from which it finds the apps.
 */
export const importBundled = async <Module>(source: URL, name: string): Promise<Module> => {
  const bundle = await rolldown({
    input: { main: fileURLToPath(source) },
    platform: 'node',
    external: (id) =>
      !id.startsWith('.') && !id.startsWith('/') && !/^@(?:octollm|oxc-project\/runtime)/.test(id),
    resolve: { conditionNames: ['@octollm/source', 'node', 'import', 'module', 'default'] },
    tsconfig: join(root, 'tools', 'tsconfig.json'),
    treeshake: {
      // As for the services: packages that only other parts of a library import are not loaded.
      moduleSideEffects: [
        { test: /^reflect-metadata$/, sideEffects: true },
        { external: true, sideEffects: false },
      ],
    },
  });
  const dir = join(root, 'dist', 'evaluate', name);
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js', sourcemap: true });
  await bundle.close();
  return (await import(pathToFileURL(join(dir, 'main.js')).href)) as Module;
};
