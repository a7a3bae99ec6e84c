import { at, listIn, numberIn, objectIn, textIn } from '../read/json.ts';
import { labelSelector } from '../read/selector.ts';
import type { Cluster } from './cluster.ts';
import { type Port, resolvePort } from './network.ts';
import type { Resource } from './resource.ts';
import type { Workload } from './workload.ts';

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
  /** The name or the number of the port at the pods. */
  readonly targetPort: unknown;
  readonly path: string;
}

/** The ports of a Service. */
export const servicePorts = ({ body }: Resource): readonly ServicePort[] =>
  listIn(at(body, 'spec', 'ports')).map((port, index) => ({
    name: textIn(at(port, 'name')),
    port: numberIn(at(port, 'port')),
    protocol: textIn(at(port, 'protocol')) ?? 'TCP',
    targetPort: at(port, 'targetPort') ?? at(port, 'port'),
    path: `spec.ports[${index}]`,
  }));

/** Whether a Service finds its pods by labels; others have their endpoints made by hand or are names only. */
export const hasSelector = ({ body }: Resource): boolean =>
  Object.keys(objectIn(at(body, 'spec', 'selector'))).length > 0 &&
  at(body, 'spec', 'type') !== 'ExternalName';

/** The workloads whose pods a Service finds. */
export const behind = (cluster: Cluster, service: Resource): readonly Workload[] =>
  hasSelector(service)
    ? cluster.selected(labelSelector(at(service.body, 'spec', 'selector')), service.namespace)
    : [];

/** The port of the pods that a port of their Service leads to. */
export const targetOf = (workload: Workload, { targetPort, protocol }: ServicePort): Port | undefined =>
  resolvePort(workload, targetPort, protocol);
