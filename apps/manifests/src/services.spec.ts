import { deployed } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { isOfService, serviceOf } from './fixtures/catalogue.ts';
import {
  type ClusterService,
  type Labels,
  type Manifest,
  ofKind,
  sameNamespace,
  selectedBy,
  selects,
} from './fixtures/manifests.ts';

interface ServiceMonitor extends Manifest {
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly endpoints: readonly { readonly port: string; readonly path: string }[];
  };
}

const services = ofKind<ClusterService>(['Service']).filter(({ path }) => !path.startsWith('cluster/'));
const monitors = ofKind<ServiceMonitor>(['ServiceMonitor']);

const headless = /-nodes$/;
const isHeadless = (name: string): boolean => headless.test(name);
/** The workload that a Service is for. */
const ownerOf = ({ metadata }: Manifest): string => metadata.name.replace(headless, '');
const stores: readonly string[] = ['postgres', 'qdrant', 'redis-cache', 'redis-queue'];

describe.each(services.map((service) => [service.path, service] as const))('%s', (_, service) => {
  const workloads = selectedBy(service.spec.selector, service);
  const described = deployed.find(({ name }) => name === service.metadata.name);

  it('finds the pods of one workload, its own', () => {
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual([ownerOf(service)]);
  });

  it('leads to ports that the pods declare, by their names', () => {
    const declared = workloads
      .flatMap(({ spec }) => spec.template.spec.containers)
      .flatMap(({ ports }) => ports);
    for (const { name, port, targetPort } of service.spec.ports) {
      expect(targetPort).toBe(name);
      expect(declared).toContainEqual({ name: targetPort, containerPort: port });
    }
  });

  it('stays on the node only where every node has a pod', () => {
    expect(service.spec.internalTrafficPolicy).toBe(
      described?.scaling.kind === 'per-node' ? 'Local' : undefined,
    );
  });
});

const watched = services.filter(
  (service) =>
    isOfService(service) || (stores.includes(service.metadata.name) && !isHeadless(service.metadata.name)),
);

describe.each(watched.map((service) => [service.path, service] as const))('%s', (_, service) => {
  it('is scraped by one monitor, on a port it has', () => {
    const scraping = monitors.filter(
      (monitor) =>
        sameNamespace(monitor, service) &&
        selects(monitor.spec.selector.matchLabels, service.metadata.labels ?? {}),
    );
    expect(scraping).toHaveLength(1);
    for (const { port, path } of scraping.flatMap(({ spec }) => spec.endpoints)) {
      expect(service.spec.ports.map(({ name }) => name)).toContain(port);
      expect(path).toBe('/metrics');
    }
  });
});

describe('The Services of the catalogue', () => {
  it('have the ports of the catalogue', () => {
    for (const service of services.filter(isOfService)) {
      const { port, metricsPort } = serviceOf(service);
      expect(service.spec.ports.map((declared) => [declared.name, declared.port])).toEqual([
        ['http', port],
        ['metrics', metricsPort],
      ]);
    }
  });
});

it('There is a Service and a ServiceMonitor for every service of every environment', () => {
  expect(services.filter(isOfService)).toHaveLength(3 * deployed.length);
  expect(monitors.filter(isOfService)).toHaveLength(3 * deployed.length);
});
