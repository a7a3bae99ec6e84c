import type { Job, Service } from '@octollm/catalogue';
import {
  callGraph,
  NamespaceBounds,
  type Overrides,
  PlatformJob,
  PlatformNamespace,
  PlatformService,
  PriorityTiers,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { namespaceQuota } from '../namespace-quota.ts';
import { poolSizes } from '../pool-sizes.ts';
import { repairedBy } from '../remediation.ts';

/** The folders of what belongs to no service and no job. */
export const sharedFolders = { namespace: 'platform', priorities: 'priorities' } as const;

/** The objects of the chart: the services and jobs of an environment whose stores are somebody else's affair. */
export class ChartPlatform extends Construct {
  constructor(
    scope: Construct,
    environment: Environment,
    services: readonly Service[],
    jobs: readonly Job[],
  ) {
    super(scope, 'chart');
    const { namespace } = environment;
    const pools = poolSizes(services, environment);
    const calls = callGraph(services);
    const base = new Chart(this, sharedFolders.namespace);
    new PlatformNamespace(base, 'namespace', { name: namespace });
    new NamespaceBounds(base, 'bounds', {
      namespace,
      quota: namespaceQuota(services, jobs, environment, []),
    });
    new PriorityTiers(new Chart(this, sharedFolders.priorities), 'tiers');
    const settings: Readonly<Record<string, Overrides<Service> | undefined>> = environment.services;
    for (const service of services) {
      const pool = pools[service.name];
      new PlatformService(new Chart(this, service.name, { namespace }), 'service', {
        service,
        environment,
        calls,
        settings: { ...(pool === undefined ? {} : { DATABASE_POOL_SIZE: pool }), ...settings[service.name] },
        repairs: repairedBy(service, services),
      });
    }
    const settingsOfJobs: Readonly<Record<string, Overrides<Job> | undefined>> = environment.jobs;
    for (const job of jobs)
      new PlatformJob(new Chart(this, job.name, { namespace }), 'job', {
        job,
        environment,
        settings: settingsOfJobs[job.name],
      });
  }
}
