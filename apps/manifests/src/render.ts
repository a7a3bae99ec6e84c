import { services as catalogue, jobs, type Service } from '@octollm/catalogue';
import { type Rendered, renderObjects } from '@octollm/constructs';
import { App } from 'cdk8s';
import { Cluster } from './cluster.ts';
import { environments as allEnvironments } from './environments/all.ts';
import type { Environment } from './environments/environment.ts';
import { Platform } from './platform.ts';
import { yamlOf } from './yaml.ts';

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

/** Renders the manifests: `<environment>/<service>/<Kind>.<name>.yaml`. Reads and writes no file. */
export const render = (options: RenderOptions = {}): Files => {
  const { environments = allEnvironments, services = catalogue } = options;
  const app = new App();
  new Cluster(app);
  for (const environment of environments) new Platform(app, environment, services, jobs);
  const files = renderObjects(app).map((rendered) => [pathOf(rendered), yamlOf(rendered.object)] as const);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
};
