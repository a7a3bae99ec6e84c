import type { Service } from '@octollm/catalogue';
import { callGraph, type Overrides, PlatformNamespace, PlatformService } from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from './environments/environment.ts';

/** All objects of one environment: a chart for the namespace and one for each service. */
export class Platform extends Construct {
  constructor(scope: Construct, environment: Environment, services: readonly Service[]) {
    super(scope, environment.name);
    const { namespace } = environment;
    const settings: Readonly<Record<string, Overrides<Service> | undefined>> = environment.services;
    const calls = callGraph(services);

    new PlatformNamespace(new Chart(this, 'platform'), 'namespace', { name: namespace });
    for (const service of services)
      new PlatformService(new Chart(this, service.name, { namespace }), 'service', {
        service,
        environment,
        calls,
        settings: settings[service.name],
      });
  }
}
