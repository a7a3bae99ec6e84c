import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chartFolder } from './chart/render-chart.ts';
import { Cluster } from './cluster.ts';
import { composeFolder } from './compose/render-compose.ts';
import { Bootstrap, Delivery } from './delivery.ts';
import { environments } from './environments/all.ts';
import { differencesFile } from './output/environment-differences-text.ts';
import type { Files } from './render.ts';

/** The folders that hold rendered objects and nothing else. */
export const renderedFolders: readonly string[] = [
  Bootstrap.folder,
  Cluster.folder,
  Delivery.folder,
  ...environments.map(({ name }) => name),
];

/** The folders that hold rendered files and nothing else. */
export const ownFolders: readonly string[] = [
  ...renderedFolders,
  dirname(differencesFile),
  chartFolder,
  composeFolder,
];

/** The rendered files that are under `root`. */
export const read = (root: string): Files => {
  const files = ownFolders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
};
