import { type Container, runsForever, type Workload } from '../cluster/workload.ts';
import { type Context, type Fault, fault } from './rule.ts';

/** What is wrong with one container: where, and what. */
export interface Complaint {
  readonly path: string;
  readonly message: string;
  readonly subject?: string;
}

/** Looks at one container in its pod. */
export type ContainerCheck = (container: Container, workload: Workload) => readonly Complaint[];

/** Looks at one pod. */
export type PodCheck = (workload: Workload) => readonly Complaint[];

const faultsOf = ({ resource }: Workload, complaints: readonly Complaint[]): Fault[] =>
  complaints.map(({ path, message, subject }) => fault(resource, path, message, subject));

/** Checks the containers that do the work of a pod. */
export const mainContainers =
  (check: ContainerCheck) =>
  ({ cluster }: Context): readonly Fault[] =>
    cluster.workloads.flatMap((workload) =>
      faultsOf(
        workload,
        workload.containers.flatMap((container) => check(container, workload)),
      ),
    );

/** Checks every container, init containers included. */
export const everyContainer =
  (check: ContainerCheck) =>
  ({ cluster }: Context): readonly Fault[] =>
    cluster.workloads.flatMap((workload) =>
      faultsOf(
        workload,
        [...workload.containers, ...workload.otherContainers].flatMap((container) =>
          check(container, workload),
        ),
      ),
    );

/** Checks the containers of pods that run until they are stopped. */
export const servingContainers = (check: ContainerCheck) =>
  mainContainers((container, workload) => (runsForever(workload) ? check(container, workload) : []));

/** Checks every pod. */
export const everyPod =
  (check: PodCheck) =>
  ({ cluster }: Context): readonly Fault[] =>
    cluster.workloads.flatMap((workload) => faultsOf(workload, check(workload)));

/** One complaint when a condition does not hold, otherwise none. */
export const unless = (
  holds: boolean,
  path: string,
  message: string,
  subject?: string,
): readonly Complaint[] => (holds ? [] : [{ path, message, ...(subject === undefined ? {} : { subject }) }]);
