import { services as catalogue, jobs, type Service } from '@octollm/catalogue';
import { type Rendered, renderObjects } from '@octollm/constructs';
import { App } from 'cdk8s';
import { Cluster } from './cluster.ts';
import { Bootstrap, Delivery } from './delivery.ts';
import { environments as allEnvironments } from './environments/all.ts';
import type { Environment } from './environments/environment.ts';
import { checksums } from './output/checksums.ts';
import { kustomizations } from './output/kustomizations.ts';
import { withSyncWave } from './output/sync-wave.ts';
import { Platform } from './platform.ts';
import { textOf } from './yaml.ts';

export interface RenderOptions {
  /** @default every environment */
  readonly environments?: readonly Environment[];
  /** @default the services of the catalogue */
  readonly services?: readonly Service[];
}

/** Texts by path, the paths relative to the folder of the manifests. */
export type Files = ReadonlyMap<string, string>;

const pathOf = ({ chart, object }: Rendered): string =>
  `${chart}/${object.kind}.${object.metadata.name}.yaml`;

const sorted = (files: Iterable<readonly [string, string]>): Files =>
  new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Renders the manifests: `<environment>/<service>/<Kind>.<name>.yaml`, a kustomization for every folder and an index for
 * every environment. Reads and writes no file.
 */
export const render = (options: RenderOptions = {}): Files => {
  const { environments = allEnvironments, services = catalogue } = options;
  const app = new App();
  new Cluster(app, environments);
  new Delivery(app, environments);
  new Bootstrap(app);
  for (const environment of environments) new Platform(app, environment, services, jobs);
  const objects = sorted(
    renderObjects(app).map((rendered) => [pathOf(rendered), textOf(withSyncWave(rendered.object))]),
  );
  const files = sorted([...objects, ...kustomizations([...objects.keys()])]);
  return sorted([...files, ...checksums(files)]);
};
