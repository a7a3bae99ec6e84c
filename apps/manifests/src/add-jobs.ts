import { type Job, restoreDrill } from '@octollm/catalogue';
import {
  type Overrides,
  type PlatformEnvironment,
  PlatformJob,
  type PodShare,
  RestoreDrill,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { drillOf } from './drill-of.ts';
import type { Environment } from './environments/environment.ts';

/**
 * Adds the jobs of an environment, each in a chart of its own.
 * @param connected - the environment with the addresses of its stores
 * @returns what a quota must have room for beside the jobs themselves
 */
export const addJobs = (
  scope: Construct,
  environment: Environment,
  connected: PlatformEnvironment,
  jobs: readonly Job[],
): readonly PodShare[] => {
  const settings: Readonly<Record<string, Overrides<Job> | undefined>> = environment.jobs;
  return jobs.flatMap((job) => {
    const chart = new Chart(scope, job.name, { namespace: environment.namespace });
    const common = { environment: connected, settings: settings[job.name] ?? {} };
    if (job.name !== restoreDrill.name) {
      new PlatformJob(chart, 'job', { ...common, job });
      return [];
    }
    return new RestoreDrill(chart, 'job', { ...common, ...drillOf(environment), job: restoreDrill }).pods;
  });
};
