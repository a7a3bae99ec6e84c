import type { Egress, Resources } from './service.ts';
import { type EnvironmentName, environments } from './settings/base.ts';
import { oneOf } from './settings/builders.ts';
import type { Settings, ValuesOf } from './settings/setting.ts';
import type { Store } from './stores/store.ts';

/** When a job runs in a cluster: by the clock, as cron has it, in UTC; or before the services of each release start. */
export type JobRuns =
  | { readonly kind: 'scheduled'; readonly schedule: string }
  | { readonly kind: 'once-a-release' };

/** A program that runs now and then, does its work and ends: what it says of itself. */
export interface JobSpec {
  readonly name: string;
  readonly description: string;
  /** The service whose image holds it. */
  readonly image: string;
  /** The program in that image, and the file it is built into, without `.js`. */
  readonly program: string;
  /** What the program is told. @default nothing */
  readonly arguments?: readonly string[];
  /** The environments that have work for it. @default all of them */
  readonly environments?: readonly EnvironmentName[];
  readonly runs: JobRuns;
  /** How long a run may take, in seconds; it is stopped then and goes on with the next. */
  readonly deadlineSeconds: number;
  readonly settings: Settings;
  readonly stores: readonly Store[];
  readonly egress: readonly Egress[];
  readonly resources: Resources;
}

export interface Job extends JobSpec {
  readonly kind: 'job';
  /** How Node is told to run it. */
  readonly nodeFlags: readonly string[];
}

/** The jobs that an environment has work for. */
export const jobsIn = (environment: EnvironmentName, all: readonly Job[]): readonly Job[] =>
  all.filter(({ environments: those }) => those === undefined || those.includes(environment));

const jobSettings = {
  OCTOLLM_ENVIRONMENT: oneOf(environments)({
    description: 'the environment the service runs in',
    default: 'local',
  }),
};

/** Describes a job; the settings of every job are added, and of those of its stores it names what it reads. */
export const defineJob = <const Spec extends JobSpec>(
  spec: Spec,
): Omit<Spec, 'settings'> & {
  readonly kind: 'job';
  readonly settings: typeof jobSettings & Spec['settings'];
  readonly nodeFlags: readonly string[];
} => ({
  ...spec,
  kind: 'job',
  settings: { ...jobSettings, ...spec.settings },
  nodeFlags: [],
});

/** The configuration of a job once it has been read. */
export type JobConfigOf<J extends { readonly settings: Settings }> = ValuesOf<J['settings']>;
