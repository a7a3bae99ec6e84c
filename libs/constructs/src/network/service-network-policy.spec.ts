import type { Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { press, translator } from '../fixtures/services.ts';
import { callGraph } from './call-graph.ts';
import { podsIn } from './peers.ts';
import { type NetworkAccess, ServiceNetworkPolicy } from './service-network-policy.ts';

const policyOf = (service: Service, all: readonly Service[], access?: NetworkAccess) => {
  const calls = callGraph(all);
  const objects = rendered(
    (chart) => new ServiceNetworkPolicy(chart, 'policy', { service, labels: {}, calls, access }),
  );
  return objectOf(objects, 'NetworkPolicy').spec;
};

const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const system = (labels: Record<string, string>) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'octollm-system' } },
  podSelector: { matchLabels: labels },
});
const prometheus = system({ 'app.kubernetes.io/name': 'prometheus' });
const edge = system({ 'gateway.networking.k8s.io/gateway-name': 'octollm' });
const port = (number: number) => [{ protocol: 'TCP', port: number }];

describe('The network policy of a service', () => {
  it('opens a call at the end of the caller', () => {
    expect(policyOf(press, [press, translator])).toMatchObject({
      egress: [{ to: [pods('translator')], ports: port(8200) }],
    });
  });

  it('lets spans out to the collector of the environment, and to nobody where there is none', () => {
    const traces = { name: 'collector', namespace: 'octollm-system', port: 4_318 };
    const [policy] = rendered(
      (chart) => new ServiceNetworkPolicy(chart, 'policy', { service: press, labels: {}, calls: [], traces }),
    );
    expect(policy?.spec).toMatchObject({
      egress: [{ to: [system({ 'app.kubernetes.io/name': 'collector' })], ports: port(4318) }],
    });
    expect(JSON.stringify(policyOf(press, [press, translator]))).not.toContain('4318');
  });

  it('lets out to Alertmanager who reads alerts, and nobody else', () => {
    const reader = { ...translator, readsAlerts: true };
    const alertmanager = podsIn('monitoring', { app: 'alerts' });
    const egressTo = (to: object) => ({ egress: expect.arrayContaining([{ to: [to], ports: port(9093) }]) });
    expect(policyOf(reader, [reader])).toMatchObject(
      egressTo(system({ 'app.kubernetes.io/name': 'alertmanager' })),
    );
    expect(policyOf(reader, [reader], { alertmanager })).toMatchObject(egressTo(alertmanager));
    expect(JSON.stringify(policyOf(translator, [translator]))).not.toContain('9093');
  });

  it('opens a call at the end of the callee, and the metrics to Prometheus', () => {
    expect(policyOf(translator, [press, translator])).toMatchObject({
      ingress: [
        { from: [pods('press')], ports: port(8200) },
        { from: [prometheus], ports: port(9090) },
      ],
    });
  });

  it('opens neither end of a call that is not declared', () => {
    const silent = { ...press, calls: [] };
    expect(policyOf(silent, [silent, translator])).toMatchObject({ egress: [] });
    expect(policyOf(translator, [silent, translator])).toMatchObject({
      ingress: [{ from: [prometheus], ports: port(9090) }],
    });
  });

  it('opens the stores and the part of the internet that the service declares', () => {
    expect(policyOf(translator, [translator])).toMatchObject({
      egress: [
        { to: [pods('dictionary')], ports: port(7000) },
        { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: port(443) },
      ],
    });
  });

  it('admits the edge to a gateway only', () => {
    expect(policyOf(press, [press, translator])).toMatchObject({
      ingress: [{ from: [edge], ports: port(8201) }, { from: [prometheus] }],
    });
  });

  it('takes another edge and another Prometheus', () => {
    const access = {
      edge: podsIn('ingress', { app: 'proxy' }),
      prometheus: podsIn('monitoring', { app: 'prometheus' }),
    };
    expect(policyOf(press, [press, translator], access)).toMatchObject({
      ingress: [
        { from: [access.edge], ports: port(8201) },
        { from: [access.prometheus], ports: port(9090) },
      ],
    });
  });
});
