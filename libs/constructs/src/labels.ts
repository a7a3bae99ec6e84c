/** What an object says of itself in the labels that Kubernetes recommends. */
export interface Identity {
  /** The name of the workload; selectors and network policies go by it. */
  readonly name: string;
  /** The role in the platform, such as `arm` or `gateway`. */
  readonly component: string;
  /** The version that runs. It is never part of a selector, because selectors cannot change. */
  readonly version: string;
}

export type Labels = Readonly<Record<string, string>>;

/** What does not vary between the objects of the platform. */
export const platformLabels = {
  'app.kubernetes.io/part-of': 'octollm',
  'app.kubernetes.io/managed-by': 'cdk8s',
} as const satisfies Labels;

/**
 * The labels that select the pods of a workload: its name and nothing else. A selector is immutable, so whatever may
 * change with a release or a refactoring (version, component, construct path) stays out of it.
 */
export const selectorLabels = (name: string): Record<string, string> => ({ 'app.kubernetes.io/name': name });

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const recommendedLabels = (identity: Identity): Record<string, string> => ({
  ...selectorLabels(identity.name),
  ...platformLabels,
  'app.kubernetes.io/component': identity.component,
  'app.kubernetes.io/version': identity.version,
});
