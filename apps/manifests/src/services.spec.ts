import { services as catalogue } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
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

const services = ofKind<ClusterService>(['Service']);
const monitors = ofKind<ServiceMonitor>(['ServiceMonitor']);

describe.each(services.map((service) => [service.path, service] as const))('%s', (_, service) => {
  const workloads = selectedBy(service.spec.selector, service);
  const described = catalogue.find(({ name }) => name === service.metadata.name);

  it('finds the pods of one workload, its own', () => {
    expect(workloads.map(({ metadata }) => metadata.name)).toEqual([service.metadata.name]);
  });

  it('leads to the ports of the catalogue, which the pods declare', () => {
    const declared = workloads
      .flatMap(({ spec }) => spec.template.spec.containers)
      .flatMap(({ ports }) => ports);
    for (const { name, port, targetPort } of service.spec.ports) {
      expect(targetPort).toBe(name);
      expect(declared).toContainEqual({ name: targetPort, containerPort: port });
    }
    expect(service.spec.ports.map(({ name, port }) => [name, port])).toEqual([
      ['http', described?.port],
      ['metrics', described?.metricsPort],
    ]);
  });

  it('stays on the node only where every node has a pod', () => {
    expect(service.spec.internalTrafficPolicy).toBe(
      described?.scaling.kind === 'per-node' ? 'Local' : undefined,
    );
  });

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

it('There is a Service and a ServiceMonitor for every service of every environment', () => {
  expect(services).toHaveLength(3 * catalogue.length);
  expect(monitors).toHaveLength(3 * catalogue.length);
});
