import { ApiObject, type App } from 'cdk8s';

/** A rendered Kubernetes object. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object and the path of the chart it was defined in, such as `dev/orchestrator`. */
export interface Rendered {
  readonly chart: string;
  readonly object: KubernetesObject;
}

/** Two objects with one identity. Applied to a cluster, the second would silently replace the first. */
export class DuplicateObjectError extends Error {
  constructor(identity: string, charts: readonly [string, string]) {
    super(
      `${identity} is rendered twice, by ${charts[0]} and by ${charts[1]}. Rename or remove one of them.`,
    );
    this.name = 'DuplicateObjectError';
  }
}

/** What makes an object the same one to Kubernetes. */
export const identityOf = ({ apiVersion, kind, metadata }: KubernetesObject): string =>
  [apiVersion, kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join(' ');

const refuseDuplicates = (rendered: readonly Rendered[]): void => {
  const chartOf = new Map<string, string>();
  for (const { chart, object } of rendered) {
    const identity = identityOf(object);
    const first = chartOf.get(identity);
    if (first !== undefined) throw new DuplicateObjectError(identity, [first, chart]);
    chartOf.set(identity, chart);
  }
};

/**
 * Renders every object of an app, in memory and in the order in which they were defined: waves, not the order of the
 * files, say what comes first. A chart by itself would walk the whole app each time (`chart.toJson`).
 * @throws DuplicateObjectError when two of them have the same identity
 */
export const renderObjects = (app: App): readonly Rendered[] => {
  const rendered = app.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((defined) => ({ chart: defined.chart.node.path, object: defined.toJson() as KubernetesObject }));
  refuseDuplicates(rendered);
  return rendered;
};
