import type { Cluster } from '../cluster/cluster.ts';
import type { Endpoint } from '../cluster/network.ts';
import type { Resource } from '../cluster/resource.ts';
import type { Workload } from '../cluster/workload.ts';

/** How careful a namespace has to be. */
export type Stage = 'dev' | 'staging' | 'production';

/** One workload calls another through its Service. */
export interface DeclaredCall {
  readonly namespace: string;
  /** The workload that calls. */
  readonly caller: string;
  /** The Service that is called. */
  readonly callee: string;
  /** The port of the Service. */
  readonly port: number;
}

/** What makes backups. */
export type BackupKind =
  /** A CronJob. */
  | 'cron-job'
  /** A ScheduledBackup of CloudNativePG, by the name of its Cluster. */
  | 'scheduled-backup'
  /** The archive of the log of a Cluster of CloudNativePG. */
  | 'log-archive'
  /** A Schedule of Velero. */
  | 'velero';

/** How much may be lost between two backups. */
export interface DeclaredBackup {
  readonly kind: BackupKind;
  readonly namespace: string;
  readonly name: string;
  readonly rpoSeconds: number;
}

/** The headings of each runbook, as the addresses of the headings name them, by the name of its file. */
export type Runbooks = ReadonlyMap<string, ReadonlySet<string>>;

/** What the rules have to be told, because no manifest says it. */
export interface Surroundings {
  readonly stageOf: (namespace: string) => Stage;
  /**
   * What the names of images may begin with. Undefined lets every registry pass that is named, so that only images
   * that leave the registry to the node are found.
   */
  readonly registries: readonly string[] | undefined;
  readonly calls: readonly DeclaredCall[];
  /** How long a workload needs to finish what it has begun, in seconds; undefined when nobody said. */
  readonly drainSecondsOf: (workload: Workload) => number | undefined;
  /** The pods that scrape metrics. */
  readonly prometheus: Endpoint;
  /** Pods that run in the cluster and come from elsewhere, so that a policy may name them. */
  readonly otherPods: readonly Endpoint[];
  /** How many nodes a DaemonSet is counted for in a quota. */
  readonly nodes: number;
  readonly backups: readonly DeclaredBackup[];
  /** Undefined when the runbooks are elsewhere: then nobody looks whether they are there. */
  readonly runbooks: Runbooks | undefined;
  /** The series that somebody exports, by their names; undefined when nobody listed them. */
  readonly knownMetrics: ReadonlySet<string> | undefined;
  /** What was committed before; undefined when there is nothing to compare with. */
  readonly committed: Cluster | undefined;
}

export interface Context extends Surroundings {
  readonly cluster: Cluster;
}

/** One place where an object breaks a rule. */
export interface Fault {
  readonly resource: Resource;
  /** Where in the object: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** What is wrong there, as a sentence. */
  readonly message: string;
  /** What it is about (an image, a Secret, the pods a selector names), for a waiver to be no wider than it has to. */
  readonly subject: string;
}

/** Something that every rendered object has to keep to. */
export interface Rule {
  /** Its number in the list of rules. */
  readonly id: number;
  readonly name: string;
  /** What goes wrong where it is broken. */
  readonly why: string;
  /** What to do about a finding. */
  readonly mend: string;
  /** Never throws, whatever the objects look like. */
  readonly check: (context: Context) => readonly Fault[];
}

/** A fault of an object. The subject is empty where the object itself says enough. */
export const fault = (resource: Resource, path: string, message: string, subject = ''): Fault => ({
  resource,
  path,
  message,
  subject,
});
