import { at, type JsonObject, listIn, numberIn, objectIn, textIn, textMapIn } from '../read/json.ts';
import type { Labels } from '../read/selector.ts';
import type { Resource } from './resource.ts';

export interface Container {
  readonly name: string;
  readonly spec: JsonObject;
  /** Where it stands in its object. */
  readonly path: string;
}

/** An object that makes pods, with what it says of them. */
export interface Workload {
  readonly resource: Resource;
  readonly namespace: string;
  readonly pod: JsonObject;
  /** Where the pod's specification stands in the object. */
  readonly podPath: string;
  readonly podLabels: Labels;
  readonly containers: readonly Container[];
  /** Init containers and ephemeral ones. */
  readonly otherContainers: readonly Container[];
}

/** Where objects keep the template of their pods; a Pod is its own. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const containersAt = (pod: JsonObject, podPath: string, key: string): Container[] =>
  listIn(pod[key]).map((spec, index) => ({
    name: textIn(at(spec, 'name')) ?? '',
    spec: objectIn(spec),
    path: `${podPath}.${key}[${index}]`,
  }));

/** The pods of an object, when it makes any. */
export const workloadOf = (resource: Resource): Workload | undefined => {
  const path = Object.hasOwn(templates, resource.kind) ? templates[resource.kind] : undefined;
  if (path === undefined) return undefined;
  const template = at(resource.body, ...path);
  const pod = objectIn(at(template, 'spec'));
  const podPath = [...path, 'spec'].join('.');
  return {
    resource,
    namespace: resource.namespace,
    pod,
    podPath,
    podLabels: textMapIn(at(template, 'metadata', 'labels')),
    containers: containersAt(pod, podPath, 'containers'),
    otherContainers: [
      ...containersAt(pod, podPath, 'initContainers'),
      ...containersAt(pod, podPath, 'ephemeralContainers'),
    ],
  };
};

/** Whether the pods are meant to run until somebody stops them. */
export const runsForever = ({ resource }: Workload): boolean => !['Job', 'CronJob'].includes(resource.kind);

/** Whether the object has a number of like pods that may be scaled. */
export const isScalable = ({ resource }: Workload): boolean =>
  ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(resource.kind);

/** A port that a container declares. */
export interface DeclaredPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

/** The ports a container declares. */
export const portsOf = ({ spec }: Container): readonly DeclaredPort[] =>
  listIn(spec.ports).flatMap((port) => {
    const number = numberIn(at(port, 'containerPort'));
    return number === undefined
      ? []
      : [{ name: textIn(at(port, 'name')), number, protocol: textIn(at(port, 'protocol')) ?? 'TCP' }];
  });

/** The ports the containers of a pod declare; init containers may be sidecars, which serve, too. */
export const podPorts = (workload: Workload): readonly DeclaredPort[] =>
  [...workload.containers, ...workload.otherContainers].flatMap(portsOf);
