import type { Job, Service } from '@octollm/catalogue';
import {
  callGraph,
  NamespaceBounds,
  type Overrides,
  PlatformJob,
  PlatformNamespace,
  PlatformService,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from './environments/environment.ts';
import { namespaceQuota } from './namespace-quota.ts';
import { poolSizes } from './pool-sizes.ts';

const poolSetting = (size: number | undefined): object =>
  size === undefined ? {} : { DATABASE_POOL_SIZE: size };

/** All objects of one environment: a chart for the namespace and one for each service and each job. */
export class Platform extends Construct {
  constructor(
    scope: Construct,
    environment: Environment,
    services: readonly Service[],
    jobs: readonly Job[],
  ) {
    super(scope, environment.name);
    const { namespace } = environment;
    const settings: Readonly<Record<string, Overrides<Service> | undefined>> = environment.services;
    const pools = poolSizes(services, environment);
    const calls = callGraph(services);

    const base = new Chart(this, 'platform');
    new PlatformNamespace(base, 'namespace', { name: namespace });
    new NamespaceBounds(base, 'bounds', { namespace, quota: namespaceQuota(services, jobs, environment) });
    for (const service of services)
      new PlatformService(new Chart(this, service.name, { namespace }), 'service', {
        service,
        environment,
        calls,
        settings: { ...poolSetting(pools[service.name]), ...settings[service.name] },
      });
    const settingsOfJobs: Readonly<Record<string, Overrides<Job> | undefined>> = environment.jobs;
    for (const job of jobs)
      new PlatformJob(new Chart(this, job.name, { namespace }), 'job', {
        job,
        environment,
        settings: settingsOfJobs[job.name],
      });
  }
}
