import { deployed, type Job, type Service } from '@octollm/catalogue';
import { identityOf, isElastic, type KubernetesObject, renderObjects } from '@octollm/constructs';
import { App } from 'cdk8s';
import { jobsOfServices } from '../jobs-of-services.ts';
import { withSyncWave } from '../output/sync-wave.ts';
import { readDigests } from '../pinning/digests.ts';
import { withDigests } from '../pinning/with-digests.ts';
import type { Files } from '../render.ts';
import { ChartPlatform } from './chart-platform.ts';
import { conditionsOf, under } from './conditions.ts';
import { chartDocuments } from './documents.ts';
import { type Owner, pathOf } from './owner.ts';
import { parametrise } from './parametrise.ts';
import { Template } from './template.ts';
import { Defaults } from './values.ts';
import { type Variant, variants } from './variants.ts';

/** The folder of the chart among the manifests. */
export const chartFolder = 'chart';

export interface ChartOptions {
  /** @default every service of the catalogue that is deployed */
  readonly services?: readonly Service[];
  /** @default those that come with the services */
  readonly jobs?: readonly Job[];
}

/** An object of the render, and the folder of the chart that it goes to. */
export interface ChartObject {
  readonly folder: string;
  readonly object: KubernetesObject;
}

/** Helm keeps its release in the namespace: that has to be there first, and what is there Helm refuses to make. */
const isOfHelm = ({ kind }: KubernetesObject): boolean => kind !== 'Namespace';

/** The objects of a variant. */
export const objectsOf = (
  { environment }: Pick<Variant, 'environment'>,
  { services = deployed, jobs = jobsOfServices }: ChartOptions = {},
): readonly ChartObject[] => {
  const app = new App();
  new ChartPlatform(app, environment, services, jobs);
  const digests = readDigests();
  return renderObjects(app)
    .filter(({ object }) => isOfHelm(object))
    .map(({ chart, object }) => ({
      folder: chart.split('/').at(-1) ?? '',
      object: withSyncWave(withDigests(object, digests)),
    }));
};

/** Every object of any variant, with the variants that have it. */
const union = (options: ChartOptions) => {
  const found = new Map<string, ChartObject & { readonly in: Variant['name'][] }>();
  for (const variant of variants)
    for (const { folder, object } of objectsOf(variant, options)) {
      const key = `${folder} ${identityOf(object)}`;
      const known = found.get(key) ?? { folder, object, in: [] };
      known.in.push(variant.name);
      found.set(key, known);
    }
  return [...found.values()];
};

/** How many replicas run where no autoscaler says so. */
const withReplicas = (
  object: object,
  owner: Owner | undefined,
  template: Template,
  defaults: Defaults,
): object => {
  if (owner === undefined || owner.kind === 'job' || !isElastic(owner.scaling)) return object;
  const { spec, ...rest } = object as { readonly spec: object };
  const replicas = defaults.at(`${pathOf(owner)}.replicas`, owner.scaling.min);
  const condition = defaults.at('autoscaling.enabled', true);
  const block = template.block(() => `{{- if not ${condition} }}\nreplicas: {{ ${replicas} }}\n{{- end }}`);
  return { ...rest, spec: { ...spec, [block]: '' } };
};

/**
 * When Helm runs the Job of a release: before it changes anything, and the first time after all that the Job needs is
 * there. A Job cannot change, so the one before goes.
 */
const hook = {
  'helm.sh/hook': 'post-install,pre-upgrade',
  'helm.sh/hook-delete-policy': 'before-hook-creation',
} as const;

const withHook = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...hook } },
});

/**
 * Renders the chart: the objects of production as templates, and its values, which are what production has. Reads and
 * writes no file.
 * @throws ConflictingValueError when a value is not one; UnchoosableObjectError when no value chooses an object
 */
export const renderChart = (options: ChartOptions = {}): Files => {
  const { services = deployed, jobs = jobsOfServices } = options;
  const owners: readonly Owner[] = [...services, ...jobs];
  const defaults = new Defaults();
  const [usual] = variants;
  const namespace = usual?.environment.namespace ?? '';
  const templates = union(options).map(({ folder, object, in: found }) => {
    const owner = owners.find(({ name }) => name === folder);
    const template = new Template();
    const hooked = object.kind === 'Job' ? withHook(object) : object;
    const parametrised = parametrise(hooked, namespace, { template, defaults, kind: object.kind, owner });
    const scaled =
      object.kind === 'Deployment' ? withReplicas(parametrised, owner, template, defaults) : parametrised;
    const conditions = conditionsOf(object, owner, found, defaults);
    const path = `${chartFolder}/templates/${folder}/${object.kind}.${object.metadata.name}.yaml`;
    return [path, under(conditions, template.write(scaled))] as const;
  });
  const documents = chartDocuments(defaults.values, owners, usual?.environment.version ?? '');
  return new Map([
    ...templates,
    ...[...documents].map(([path, text]) => [`${chartFolder}/${path}`, text] as const),
  ]);
};
