import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { press } from '../fixtures/services.ts';
import { AcmeIssuer } from './acme-issuer.ts';
import { EdgeNetwork } from './edge-network.ts';
import { PublicGateway } from './public-gateway.ts';
import { type Edge, PublicRoute } from './public-route.ts';

const gateway = { name: 'books', namespace: 'edge' };
const hosts = [
  { name: 'live', host: 'books.example', namespace: 'books' },
  { name: 'trial', host: 'trial.books.example', namespace: 'trial' },
];

describe('The Gateway', () => {
  const objects = rendered(
    (chart) =>
      new PublicGateway(chart, 'gateway', { ...gateway, className: 'envoy', hosts, issuer: 'authority' }),
  );

  it('loses one proxy at a time to drains', () => {
    expect(objectOf(objects, 'PodDisruptionBudget')).toMatchObject({
      metadata: { namespace: 'edge' },
      spec: {
        selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'books' } },
        maxUnavailable: 1,
      },
    });
  });

  it('serves every host over TLS with a certificate of its own, to the routes of its namespace alone', () => {
    const listeners = (objectOf(objects, 'Gateway').spec as { listeners: object[] }).listeners;
    expect(listeners.slice(1)).toMatchObject(
      hosts.map(({ name, host, namespace }) => ({
        name,
        hostname: host,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ name: `${name}-tls` }] },
        allowedRoutes: {
          namespaces: { selector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
        },
      })),
    );
    for (const { name, host } of hosts)
      expect(objectOf(objects, 'Certificate', `${name}-tls`).spec).toMatchObject({
        secretName: `${name}-tls`,
        dnsNames: [host],
        issuerRef: { kind: 'ClusterIssuer', name: 'authority' },
      });
  });

  it('sends what comes to port 80 to HTTPS, and takes routes for it from nobody else', () => {
    const listeners = (objectOf(objects, 'Gateway').spec as { listeners: object[] }).listeners;
    expect(listeners[0]).toMatchObject({ port: 80, allowedRoutes: { namespaces: { from: 'Same' } } });
    expect(objectOf(objects, 'HTTPRoute').spec).toMatchObject({
      parentRefs: [{ name: 'books', sectionName: 'http' }],
      rules: [{ filters: [{ requestRedirect: { scheme: 'https' } }] }],
    });
  });
});

describe('The authority', () => {
  it('finds the answers to its challenges on port 80 of the Gateway', () => {
    const [issuer] = rendered(
      (chart) =>
        new AcmeIssuer(chart, 'issuer', {
          name: 'authority',
          server: 'https://authority.example/directory',
          email: 'reader@books.example',
          gateway,
        }),
      { namespace: 'books' },
    );
    expect(issuer?.metadata).not.toHaveProperty('namespace');
    expect(issuer?.['spec']).toMatchObject({
      acme: {
        solvers: [{ http01: { gatewayHTTPRoute: { parentRefs: [{ ...gateway, sectionName: 'http' }] } } }],
      },
    });
  });
});

describe('The network of the edge', () => {
  const objects = rendered(
    (chart) =>
      new EdgeNetwork(chart, 'network', {
        gateway,
        proxies: { ports: [10_443], controller: { namespace: 'envoy', port: 18_000 } },
        backend: { name: 'press', port: 8_201 },
      }),
  );

  it('lets the world in to the proxies, and these to the backend, the solvers and their controller', () => {
    expect(objectOf(objects, 'NetworkPolicy', 'edge-proxies').spec).toMatchObject({
      podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'books' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [{ port: 10_443 }] }],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'octollm' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'press' } },
            },
          ],
          ports: [{ port: 8_201 }],
        },
        { ports: [{ port: 8_089 }] },
        { ports: [{ port: 18_000 }] },
      ],
    });
  });
});

describe('The route to a service', () => {
  const routeOf = (edge: Edge) =>
    rendered((chart) => new PublicRoute(chart, 'route', { service: press, labels: {}, edge }), {
      namespace: 'books',
    })[0];

  it('hangs on the listener of its host', () => {
    const edge: Edge = { kind: 'gateway', host: 'books.example', gateway: { ...gateway, listener: 'live' } };
    expect(routeOf(edge)).toMatchObject({
      kind: 'HTTPRoute',
      spec: {
        parentRefs: [{ ...gateway, sectionName: 'live' }],
        hostnames: ['books.example'],
        rules: [{ backendRefs: [{ name: 'press', port: 8_201 }], timeouts: { request: '0s' } }],
      },
    });
  });

  it('may be an Ingress of any class, with TLS', () => {
    const edge: Edge = { kind: 'ingress', host: 'books.example', className: 'traefik', issuer: 'authority' };
    expect(routeOf(edge)).toMatchObject({
      kind: 'Ingress',
      metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'authority' } },
      spec: {
        ingressClassName: 'traefik',
        tls: [{ hosts: ['books.example'], secretName: 'press-tls' }],
        rules: [{ host: 'books.example' }],
      },
    });
  });
});
