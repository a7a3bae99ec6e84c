import type { KubernetesObject } from '@octollm/constructs';
import { type Owner, pathOf } from './owner.ts';
import type { Defaults } from './values.ts';
import type { Variant } from './variants.ts';

type VariantName = Variant['name'];

/** A condition of templates: the path of a value, or `not` and such a path. */
type Condition = string;

/** A switch among the values: where it is, its default, and how it must be for an object to be there. */
interface Switch {
  readonly path: string;
  readonly usual: boolean;
  readonly wanted: boolean;
}

const scaled: Switch = { path: 'autoscaling.enabled', usual: true, wanted: true };
const byKeda: Switch = { path: 'autoscaling.keda.enabled', usual: true, wanted: true };
const behindGateway: Switch = { path: 'edge.gateway.enabled', usual: true, wanted: true };
const behindIngress: Switch = { path: 'edge.ingress.enabled', usual: false, wanted: true };

/** The switches of an object, by the variants that have it. */
const byVariants: readonly (readonly [readonly VariantName[], readonly Switch[]])[] = [
  [['keda', 'hpa', 'fixed', 'ingress'], []],
  [['keda', 'hpa', 'ingress'], [scaled]],
  [
    ['keda', 'ingress'],
    [scaled, byKeda],
  ],
  [['hpa'], [scaled, { ...byKeda, wanted: false }]],
  [['keda', 'hpa', 'fixed'], [behindGateway]],
  [['ingress'], [behindIngress]],
];

/** Kinds that a cluster may do without, each with the value that says so and its default. */
const byKind: Readonly<Record<string, readonly [string, boolean]>> = {
  ExternalSecret: ['externalSecrets.enabled', true],
  LimitRange: ['quota.enabled', true],
  NetworkPolicy: ['networkPolicies.enabled', true],
  PodMonitor: ['monitoring.enabled', true],
  PriorityClass: ['priorityClasses.create', true],
  PrometheusRule: ['monitoring.enabled', true],
  ResourceQuota: ['quota.enabled', true],
  ServiceMonitor: ['monitoring.enabled', true],
};

/** An object that only some variants have, in a combination that no value chooses. */
export class UnchoosableObjectError extends Error {
  constructor(object: KubernetesObject, variants: readonly string[]) {
    super(
      `${object.kind} ${object.metadata.name} is only in ${variants.join(', ')}, which no value chooses.`,
    );
    this.name = 'UnchoosableObjectError';
  }
}

/**
 * When an object is rendered: the conditions that the values must meet, from the outermost.
 * @throws UnchoosableObjectError when no value of the chart chooses the variants that have it
 */
export const conditionsOf = (
  object: KubernetesObject,
  owner: Owner | undefined,
  variants: readonly VariantName[],
  defaults: Defaults,
): readonly Condition[] => {
  const chosen = byVariants.find(([names]) => names.join() === variants.join());
  if (chosen === undefined) throw new UnchoosableObjectError(object, variants);
  const kind = byKind[object.kind];
  return [
    ...(owner === undefined ? [] : [defaults.at(`${pathOf(owner)}.enabled`, true)]),
    ...(kind === undefined ? [] : [defaults.at(...kind)]),
    ...chosen[1].map(({ path, usual, wanted }) => `${wanted ? '' : 'not '}${defaults.at(path, usual)}`),
  ];
};

/** A text that is rendered only when all conditions are met. */
export const under = (conditions: readonly Condition[], text: string): string =>
  conditions.map((condition) => `{{- if ${condition} }}\n`).join('') +
  text +
  '{{- end }}\n'.repeat(conditions.length);
