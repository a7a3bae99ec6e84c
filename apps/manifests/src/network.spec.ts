import { services } from '@octollm/catalogue';
import { internalRanges } from '@octollm/constructs';
import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import { findsPods, manifests, manifestsOf, ofKind, selectedBy, workloads } from './fixtures/manifests.ts';
import { type NetworkPolicy, type PolicyPeer, reachable } from './fixtures/reachability.ts';
import { holdsObject } from './objects-in.ts';
import { render } from './render.ts';

// Those of the edge are about pods that controllers make, which only the rules of @octollm/policies know.
const policies = ofKind<NetworkPolicy>(['NetworkPolicy']).filter(({ path }) => !path.startsWith('cluster/'));

/** Stores whose workloads are not rendered yet. Remove a name here when its store comes. */
const storesToCome = ['postgres', 'qdrant', 'redis-cache', 'redis-queue'];

/** Pods in namespaces that this app does not render. */
const outside = [
  'kube-system k8s-app=kube-dns',
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
  const selector = peer.podSelector?.matchLabels ?? {};
  return (
    storesToCome.includes(selector['app.kubernetes.io/name'] ?? '') || selectedBy(selector, policy).length > 0
  );
};

const expectedCalls = [
  'reflex-gateway -> orchestrator http',
  'orchestrator -> planner-arm http',
  'orchestrator -> coder-arm http',
  'orchestrator -> judge-arm http',
  'orchestrator -> executor-arm http',
  'orchestrator -> retriever-arm http',
  'orchestrator -> guardian-arm http',
].sort();

describe.each(environments.map(({ name, namespace }) => [name, namespace] as const))(
  'The network of %s',
  (name, namespace) => {
    it('carries the calls of the catalogue, open at both ends, and nothing else', () => {
      const calls = services.flatMap((caller) =>
        caller.calls.map((callee) => `${caller.name} -> ${callee.name} http`),
      );
      expect(calls.sort()).toEqual(expectedCalls);
      expect([...reachable(manifests, namespace)].sort()).toEqual(expectedCalls);
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
    expect(blocks.filter(({ except }) => except?.length !== internalRanges.length)).toEqual([]);
  });
});

describe('What is not a call', () => {
  const production = policies.filter(({ path }) => path.startsWith('production/'));
  const policyOf = (service: string) => production.find(({ metadata }) => metadata.name === service)?.spec;

  it('is the metrics, which Prometheus may read of every pod', () => {
    for (const { metadata } of workloads.filter(({ path }) => path.startsWith('production/')))
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
    const admitting = production.filter((policy) => JSON.stringify(policy).includes('gateway-name'));
    expect(admitting.map(({ metadata }) => metadata.name)).toEqual(['reflex-gateway']);
  });

  it.each(storesToCome)('is %s, which only the services that open it reach, on its port', (store) => {
    const reached = services.flatMap(({ name }) =>
      (policyOf(name)?.egress ?? [])
        .filter(({ to }) =>
          to.some(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/name'] === store),
        )
        .flatMap(({ ports }) => ports.map(({ port }) => `${name} ${port}`)),
    );
    const declared = services.flatMap(({ name, stores }) =>
      stores.filter((opened) => opened.name === store).map(({ port }) => `${name} ${port}`),
    );
    expect(reached).toEqual(declared);
    expect(reached).not.toEqual([]);
  });

  it('is the internet, which only the services that declare it reach', () => {
    const reached = services.flatMap(({ name }) =>
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
  const withoutJudge = services.map((service) => ({
    ...service,
    calls: service.calls.filter(({ name }) => name !== 'judge-arm'),
  }));
  const files = render({ services: withoutJudge });

  it('is closed at both ends', () => {
    expect([...reachable(manifestsOf(files), 'octollm-production')].sort()).toEqual(
      expectedCalls.filter((call) => !call.includes('judge-arm')),
    );
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
