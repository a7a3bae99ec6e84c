import { deployed, jobs, type Service } from '@octollm/catalogue';
import { type Rendered, renderObjects } from '@octollm/constructs';
import { App } from 'cdk8s';
import { Cluster } from './cluster.ts';
import { Bootstrap, Delivery } from './delivery.ts';
import { environments as allEnvironments } from './environments/all.ts';
import type { Environment } from './environments/environment.ts';
import { checksums } from './output/checksums.ts';
import { environmentDifferences } from './output/environment-differences.ts';
import { differencesFile, environmentDifferencesText } from './output/environment-differences-text.ts';
import { kustomizations } from './output/kustomizations.ts';
import { withSyncWave } from './output/sync-wave.ts';
import { type Digests, readDigests } from './pinning/digests.ts';
import { withDigests } from './pinning/with-digests.ts';
import { Platform } from './platform.ts';
import { textOf } from './yaml.ts';

export interface RenderOptions {
  /** @default every environment */
  readonly environments?: readonly Environment[];
  /** @default every service of the catalogue that is deployed */
  readonly services?: readonly Service[];
  /** @default those that `npm run images:pin` wrote down */
  readonly digests?: Digests;
}

/** Texts by path, the paths relative to the folder of the manifests. */
export type Files = ReadonlyMap<string, string>;

const pathOf = ({ chart, object }: Rendered): string =>
  `${chart}/${object.kind}.${object.metadata.name}.yaml`;

const sorted = (files: Iterable<readonly [string, string]>): Files =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

const differencesOf = (environments: readonly Environment[], rendered: readonly Rendered[]): string =>
  environmentDifferencesText(
    environmentDifferences(
      environments.map(({ name }) => ({
        environment: name,
        objects: rendered.filter(({ chart }) => chart.startsWith(`${name}/`)).map(({ object }) => object),
      })),
    ),
  );

/**
 * Renders the manifests: `<environment>/<service>/<Kind>.<name>.yaml`, a kustomization for every folder, an index for
 * every environment and how the environments differ. Writes no file.
 */
export const render = (options: RenderOptions = {}): Files => {
  const { environments = allEnvironments, services = deployed, digests = readDigests() } = options;
  const app = new App();
  new Cluster(app, environments);
  new Delivery(app, environments);
  new Bootstrap(app);
  for (const environment of environments) new Platform(app, environment, services, jobs);
  const rendered = renderObjects(app).map(({ chart, object }) => ({
    chart,
    object: withSyncWave(withDigests(object, digests)),
  }));
  const objects = sorted(rendered.map((found) => [pathOf(found), textOf(found.object)]));
  const files = sorted([
    ...objects,
    ...kustomizations([...objects.keys()]),
    [differencesFile, differencesOf(environments, rendered)],
  ]);
  return sorted([...files, ...checksums(files)]);
};
