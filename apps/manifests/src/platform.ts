import { backups, type Job, jobsIn, type Service } from '@octollm/catalogue';
import {
  AccessRoles,
  BackupPlan,
  callGraph,
  NamespaceBounds,
  type Overrides,
  type PlatformEnvironment,
  PlatformNamespace,
  PlatformService,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addJobs } from './add-jobs.ts';
import { addOllama } from './add-ollama.ts';
import type { Environment } from './environments/environment.ts';
import { alertSetting } from './monitoring/surroundings.ts';
import { namespaceQuota } from './namespace-quota.ts';
import { poolSizes } from './pool-sizes.ts';
import { repairedBy } from './remediation.ts';
import { addStores } from './stores/add-stores.ts';

const poolSetting = (size: number | undefined): object =>
  size === undefined ? {} : { DATABASE_POOL_SIZE: size };

/** All objects of one environment: a chart for the namespace and one for each store, service and job. */
export class Platform extends Construct {
  constructor(
    scope: Construct,
    environment: Environment,
    services: readonly Service[],
    allJobs: readonly Job[],
  ) {
    super(scope, environment.name);
    const { name, namespace, ollama, version } = environment;
    const jobs = jobsIn(name, allJobs);
    const settings: Readonly<Record<string, Overrides<Service> | undefined>> = environment.services;
    const pools = poolSizes(services, environment);
    const { connections, pods } = addStores(this, environment, services, jobs);
    const connected: PlatformEnvironment = {
      ...environment,
      connections,
      ...(ollama === undefined ? {} : { models: ollama.server }),
    };
    const others = [
      ...addOllama(this, environment, services),
      ...addJobs(this, environment, connected, jobs),
    ];
    const calls = callGraph(services);

    const base = new Chart(this, 'platform');
    new PlatformNamespace(base, 'namespace', { name: namespace });
    new NamespaceBounds(base, 'bounds', {
      namespace,
      quota: namespaceQuota(services, jobs, environment, [...pods, ...others]),
    });
    new AccessRoles(new Chart(this, 'access', { namespace }), 'roles', { groups: environment.people });
    new BackupPlan(new Chart(this, 'recovery', { namespace }), 'plan', {
      schedules: backups[name],
      namespace,
      version,
    });
    for (const service of services)
      new PlatformService(new Chart(this, service.name, { namespace }), 'service', {
        service,
        environment: connected,
        calls,
        settings: {
          ...poolSetting(pools[service.name]),
          ...alertSetting(service),
          ...settings[service.name],
        },
        repairs: repairedBy(service, services),
      });
  }
}
