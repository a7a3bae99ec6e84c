import { group } from '../read/group.ts';
import type { JsonObject } from '../read/json.ts';
import { at, textMapIn } from '../read/json.ts';
import { type Labels, selects } from '../read/selector.ts';
import { type Resource, resourceOf } from './resource.ts';
import { type Workload, workloadOf } from './workload.ts';

/** An object as it was read, with the file it came from. */
export interface Source {
  readonly file: string;
  readonly body: JsonObject;
}

const nameKey = (kind: string, namespace: string, name: string): string => `${kind} ${namespace} ${name}`;
const labelKey = (namespace: string, name: string, value: string): string => `${namespace} ${name}=${value}`;

/** What a cluster would hold with these objects in it, and nothing else: an index for the rules. */
export class Cluster {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  /** Every namespace that an object is in or that is defined. */
  readonly namespaces: readonly string[];
  readonly #byKind: ReadonlyMap<string, readonly Resource[]>;
  readonly #byName: ReadonlyMap<string, readonly Resource[]>;
  readonly #workloadsByNamespace: ReadonlyMap<string, readonly Workload[]>;
  readonly #servicesByNamespace: ReadonlyMap<string, readonly Resource[]>;
  readonly #workloadsByLabel: ReadonlyMap<string, readonly Workload[]>;

  constructor(sources: readonly Source[]) {
    this.resources = sources.map(({ body, file }) => resourceOf(body, file));
    this.workloads = this.resources.flatMap((resource) => workloadOf(resource) ?? []);
    const used = this.resources.map(({ kind, namespace, name }) => (kind === 'Namespace' ? name : namespace));
    this.namespaces = [...new Set(used)].filter((namespace) => namespace !== '');
    this.#byKind = group(this.resources, ({ kind }) => [kind]);
    this.#byName = group(this.resources, ({ kind, namespace, name }) => [nameKey(kind, namespace, name)]);
    this.#workloadsByNamespace = group(this.workloads, ({ namespace }) => [namespace]);
    this.#servicesByNamespace = group(this.ofKind('Service'), ({ namespace }) => [namespace]);
    this.#workloadsByLabel = group(this.workloads, ({ namespace, podLabels }) =>
      Object.entries(podLabels).map(([name, value]) => labelKey(namespace, name, value)),
    );
  }

  /** The objects of some kinds. */
  ofKind(...kinds: readonly string[]): readonly Resource[] {
    return kinds.flatMap((kind) => this.#byKind.get(kind) ?? []);
  }

  /** One object by its name; the namespace of an object without one is empty. */
  find(kind: string, namespace: string, name: string): Resource | undefined {
    return this.#byName.get(nameKey(kind, namespace, name))?.[0];
  }

  workloadsIn(namespace: string): readonly Workload[] {
    return this.#workloadsByNamespace.get(namespace) ?? [];
  }

  servicesIn(namespace: string): readonly Resource[] {
    return this.#servicesByNamespace.get(namespace) ?? [];
  }

  /** The workloads of a namespace whose pods a selector selects. */
  selected(selector: unknown, namespace: string): readonly Workload[] {
    // A label that the selector names narrows the search: with hundreds of workloads it would not be linear otherwise.
    const [label] = Object.entries(textMapIn(at(selector, 'matchLabels')));
    const candidates =
      label === undefined
        ? this.workloadsIn(namespace)
        : (this.#workloadsByLabel.get(labelKey(namespace, ...label)) ?? []);
    return candidates.filter(({ podLabels }) => selects(selector, podLabels));
  }

  /** The labels of a namespace, with the one that Kubernetes itself puts on it. */
  namespaceLabels(namespace: string): Labels {
    const labels = this.find('Namespace', '', namespace)?.labels;
    return { ...labels, 'kubernetes.io/metadata.name': namespace };
  }
}

/** A second index over a cluster, built when it is first asked for and once per cluster. */
export const derived = <Value>(build: (cluster: Cluster) => Value): ((cluster: Cluster) => Value) => {
  const built = new WeakMap<Cluster, Value>();
  return (cluster) => {
    const existing = built.get(cluster);
    if (existing !== undefined) return existing;
    const value = build(cluster);
    built.set(cluster, value);
    return value;
  };
};
