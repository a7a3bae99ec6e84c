import { deployed } from '@octollm/catalogue';
import { internalRanges, privateNetworks } from '@octollm/constructs';
import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import { production } from './environments/production.ts';
import { isOfService } from './fixtures/catalogue.ts';
import { expectedConnections, isOfCatalogue } from './fixtures/expected-calls.ts';
import { type Manifest, manifests, manifestsOf, ofKind, selects, workloads } from './fixtures/manifests.ts';
import { findsPods } from './fixtures/pods.ts';
import { type NetworkPolicy, type PolicyPeer, reachable } from './fixtures/reachability.ts';
import { holdsObject } from './objects-in.ts';
import { render } from './render.ts';

// Those of the edge are about pods that controllers make, which only the rules of @octollm/policies know.
const policies = ofKind<NetworkPolicy>(['NetworkPolicy']).filter(({ path }) => !path.startsWith('cluster/'));

/** Pods in namespaces that this app does not render. */
const outside = [
  'cnpg-system app.kubernetes.io/name=cloudnative-pg',
  'kube-system k8s-app=kube-dns',
  'octollm-system app.kubernetes.io/name=alertmanager',
  'octollm-system app.kubernetes.io/name=jaeger',
  'octollm-system app.kubernetes.io/name=prometheus',
  'octollm-system gateway.networking.k8s.io/gateway-name=octollm',
];

const peersOf = ({ spec }: NetworkPolicy): readonly PolicyPeer[] => [
  ...(spec.ingress ?? []).flatMap(({ from }) => from),
  ...(spec.egress ?? []).flatMap(({ to }) => to),
];

const inAnotherNamespace = ({ namespaceSelector, podSelector }: PolicyPeer): string =>
  `${namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name']} ${Object.entries(
    podSelector?.matchLabels ?? {},
  )
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}`;

const selectsSomething = (peer: PolicyPeer, policy: NetworkPolicy): boolean => {
  if (peer.ipBlock !== undefined) return true;
  if (peer.namespaceSelector !== undefined) return outside.includes(inAnotherNamespace(peer));
  return findsPods(peer.podSelector?.matchLabels ?? {}, policy);
};

const expectedCalls = [
  'reflex-gateway -> orchestrator http',
  'orchestrator -> planner-arm http',
  'orchestrator -> coder-arm http',
  'orchestrator -> judge-arm http',
  'orchestrator -> executor-arm http',
  'orchestrator -> retriever-arm http',
  'orchestrator -> guardian-arm http',
  'remediator -> reflex-gateway http',
].sort();

const connectionsIn = (from: typeof manifests, namespace: string): readonly string[] =>
  reachable(from, namespace).filter(isOfCatalogue).sort();

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  'The network of %s',
  (name, environment) => {
    it('carries the calls of the catalogue, open at both ends, and nothing else', () => {
      const calls = deployed.flatMap((caller) =>
        caller.calls.map((callee) => `${caller.name} -> ${callee.name} http`),
      );
      expect(calls.sort()).toEqual(expectedCalls);
    });

    it('carries services and jobs to the stores that they declare, members of stores to each other, and nobody else anywhere', () => {
      expect(connectionsIn(manifests, environment.namespace)).toEqual(expectedConnections(environment));
    });

    it('denies what no policy allows, for every pod and both ways', () => {
      expect(
        policies.find(({ path }) => path === `${name}/platform/NetworkPolicy.default-deny.yaml`)?.spec,
      ).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    });

    it('lets every pod resolve names, over UDP and TCP', () => {
      const dns = policies.find(({ path }) => path === `${name}/platform/NetworkPolicy.allow-dns.yaml`)?.spec;
      expect(dns?.podSelector).toEqual({});
      expect(dns?.egress?.flatMap(({ ports }) => ports)).toEqual([
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ]);
    });
  },
);

describe.each(policies.map((policy) => [policy.path, policy] as const))('%s', (_, policy) => {
  it('applies to pods that exist', () => {
    expect(findsPods(policy.spec.podSelector.matchLabels ?? {}, policy)).toBe(true);
  });

  it('has no peer that selects nothing', () => {
    expect(peersOf(policy).filter((peer) => !selectsSomething(peer, policy))).toEqual([]);
  });

  it('has no rule that is open to everybody or on every port', () => {
    const { ingress = [], egress = [] } = policy.spec;
    for (const ends of [...ingress.map(({ from }) => from), ...egress.map(({ to }) => to)])
      expect(ends.length).toBeGreaterThan(0);
    for (const { ports } of [...ingress, ...egress]) expect(ports.length).toBeGreaterThan(0);
  });

  it('opens no range of addresses without leaving out the internal ones', () => {
    const blocks = peersOf(policy).flatMap(({ ipBlock }) => ipBlock ?? []);
    // What names a range of the cluster means it: the API server is in one of them.
    const outward = blocks.filter(({ cidr }) => !privateNetworks.includes(cidr));
    expect(outward.filter(({ except }) => except?.length !== internalRanges.length)).toEqual([]);
  });
});

it('Whoever asks the API server looks for it in every private network', () => {
  const toApiServer = ofKind<NetworkPolicy>(['NetworkPolicy']).flatMap(({ metadata, spec }) =>
    (spec.egress ?? [])
      .filter(({ ports }) => ports.some(({ port }) => port === 6_443))
      .map(({ to }) => ({ name: metadata.name, cidrs: to.map(({ ipBlock }) => ipBlock?.cidr) })),
  );
  for (const name of [
    'postgres',
    'restore-drill-database',
    'remediator',
    'alloy',
    'prometheus',
    'kube-state-metrics',
  ])
    expect(toApiServer.map((rule) => rule.name)).toContain(name);
  for (const { name, cidrs } of toApiServer)
    expect({ name, cidrs }).toEqual({ name, cidrs: [...privateNetworks] });
});

describe('What is not a call', () => {
  const inProduction = policies.filter(({ path }) => path.startsWith('production/'));
  const policyOf = (service: string) => inProduction.find(({ metadata }) => metadata.name === service)?.spec;

  it('is the metrics, which Prometheus may read of every pod', () => {
    for (const { metadata } of workloads
      .filter(isOfService)
      .filter(({ path }) => path.startsWith('production/')))
      expect(policyOf(metadata.name)?.ingress).toContainEqual({
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'octollm-system' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
          },
        ],
        ports: [{ port: 9090, protocol: 'TCP' }],
      });
  });

  it('is the edge, which reaches the gateway and nothing else', () => {
    const admitting = inProduction.filter((policy) => JSON.stringify(policy).includes('gateway-name'));
    expect(admitting.map(({ metadata }) => metadata.name)).toEqual(['reflex-gateway']);
  });

  it('is what fires, which the gateway of every environment asks Alertmanager, and no other service does', () => {
    const alertmanager = { 'app.kubernetes.io/name': 'alertmanager' };
    const asking = ofKind<NetworkPolicy>(['NetworkPolicy']).filter(({ spec }) =>
      (spec.egress ?? []).some(
        ({ to, ports }) =>
          ports.some(({ port }) => port === 9_093) &&
          to.some(
            (peer) => inAnotherNamespace(peer) === outside.find((name) => name.endsWith('alertmanager')),
          ),
      ),
    );
    expect(asking.map(({ path }) => path).sort()).toEqual(
      environments.map(({ name }) => `${name}/reflex-gateway/NetworkPolicy.reflex-gateway.yaml`).sort(),
    );
    const shown = ofKind<NetworkPolicy>(['NetworkPolicy']).find(
      ({ path }) => path === 'cluster/alertmanager/NetworkPolicy.alertmanager.yaml',
    );
    expect(shown?.spec.podSelector.matchLabels).toEqual(alertmanager);
    const gateways = (shown?.spec.ingress ?? [])
      .filter(({ ports }) => ports.some(({ port }) => port === 9_093))
      .flatMap(({ from }) => from)
      .filter(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/name'] === 'reflex-gateway');
    const namespaces = ofKind<Manifest>(['Namespace']);
    expect(gateways).toHaveLength(1);
    for (const { name, namespace } of environments) {
      const labels = namespaces.find(({ metadata }) => metadata.name === namespace)?.metadata.labels ?? {};
      expect(selects(gateways[0]?.namespaceSelector?.matchLabels ?? {}, labels)).toBe(true);
      const told = manifests.find(
        ({ path }) => path === `${name}/reflex-gateway/ConfigMap.reflex-gateway.yaml`,
      );
      expect(told?.data).toMatchObject({ ALERTMANAGER_URL: 'http://alertmanager.octollm-system:9093' });
    }
  });

  it('is the internet, which only the services that declare it reach', () => {
    const reached = deployed.flatMap(({ name }) =>
      (policyOf(name)?.egress ?? [])
        .filter(({ to }) => to.some(({ ipBlock }) => ipBlock?.cidr === '0.0.0.0/0'))
        .flatMap(({ ports }) => ports.map(({ port }) => `${name} ${port}`)),
    );
    expect(reached.sort()).toEqual([
      'coder-arm 443',
      'executor-arm 443',
      'executor-arm 80',
      'judge-arm 443',
      'planner-arm 443',
      'reflex-gateway 443',
      'retriever-arm 443',
    ]);
  });
});

describe('A call that is removed from the catalogue', () => {
  const withoutJudge = deployed.map((service) => ({
    ...service,
    calls: service.calls.filter(({ name }) => name !== 'judge-arm'),
  }));
  const files = render({ services: withoutJudge });

  it('is closed at both ends', () => {
    const calls = connectionsIn(manifestsOf(files), 'octollm-production');
    expect(calls).toEqual(expectedConnections(production, withoutJudge));
    expect(calls.filter((call) => call.includes('-> judge-arm'))).toEqual([]);
    expect(files.get('production/orchestrator/NetworkPolicy.orchestrator.yaml')).not.toContain('judge-arm');
    expect(files.get('production/judge-arm/NetworkPolicy.judge-arm.yaml')).not.toContain('orchestrator');
  });

  it('changes no other policy', () => {
    const changed = [...render()]
      .filter(([path, text]) => holdsObject(path) && files.get(path) !== text)
      .map(([path]) => path);
    expect(changed).toEqual(
      ['dev', 'production', 'staging'].flatMap((environment) => [
        `${environment}/judge-arm/NetworkPolicy.judge-arm.yaml`,
        `${environment}/orchestrator/NetworkPolicy.orchestrator.yaml`,
      ]),
    );
  });
});
