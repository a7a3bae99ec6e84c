import { describe, expect, it } from 'vitest';
import { deployment, namespace, policy } from '../fixtures/objects.ts';
import { clusterOf } from '../fixtures/rule-case.ts';
import { allows, podIn } from './network.ts';

const ports = { ports: [{ name: 'http', containerPort: 8080 }] };
const http = { number: 8080, protocol: 'TCP', name: 'http' };
const client = podIn('shop', { app: 'client' });

/** Whether the pods `web`, under a policy with these rules, let a pod in. */
const letsIn = (ingress: readonly object[] | undefined, from = client, port = http): boolean => {
  const cluster = clusterOf([
    deployment(ports),
    namespace({ team: 'sales' }),
    policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress }),
  ]);
  return cluster.workloads.every((workload) => allows(cluster, workload, 'Ingress', from, port));
};

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const allowed = (port: object) => [{ from: [app('client')], ports: [port] }];

describe('A network policy', () => {
  it('leaves pods that it does not select open, and closes the others', () => {
    const cluster = clusterOf([deployment(ports), policy('other', app('other'))]);
    expect(cluster.workloads.every((web) => allows(cluster, web, 'Ingress', client, http))).toBe(true);
    expect(letsIn(undefined)).toBe(false);
  });

  it('without egress rules says nothing of egress', () => {
    const cluster = clusterOf([deployment(ports), policy('web', app('web'))]);
    expect(cluster.workloads.every((web) => allows(cluster, web, 'Egress', client, http))).toBe(true);
  });

  it('lets in the pods that a peer selects, and everybody where no peer is named', () => {
    expect(letsIn([{ from: [app('client')] }])).toBe(true);
    expect(letsIn([{ from: [app('other')] }])).toBe(false);
    expect(letsIn([{ from: [] }])).toBe(true);
    expect(letsIn([{}])).toBe(true);
    expect(letsIn([{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }])).toBe(false);
  });

  it('means its own namespace unless it selects others', () => {
    const elsewhere = podIn('books', { app: 'client' });
    const books = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'books' } } };
    expect(letsIn([{ from: [app('client')] }], elsewhere)).toBe(false);
    expect(letsIn([{ from: [books] }], elsewhere)).toBe(true);
    expect(letsIn([{ from: [{ ...books, ...app('client') }] }], elsewhere)).toBe(true);
    expect(letsIn([{ from: [{ ...books, ...app('other') }] }], elsewhere)).toBe(false);
    expect(letsIn([{ from: [books] }])).toBe(false);
  });

  it.each([
    [{ port: 8080 }, true],
    [{ port: 8080, protocol: 'UDP' }, false],
    [{ port: 80 }, false],
    [{ port: 8000, endPort: 8080 }, true],
    [{ port: 8000, endPort: 8079 }, false],
    [{ port: 'http' }, true],
    [{ port: 'metrics' }, false],
    [{ protocol: 'TCP' }, true],
  ])('with the port %j lets TCP 8080, named http, in: %s', (port, open) => {
    expect(letsIn(allowed(port))).toBe(open);
  });
});
