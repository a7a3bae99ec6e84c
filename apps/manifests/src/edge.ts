import { reflexGateway } from '@octollm/catalogue';
import {
  AcmeIssuer,
  type Edge,
  EdgeNetwork,
  type GatewayProxies,
  type PodShare,
  PublicGateway,
  type Quantities,
  sizes,
  together,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from './environments/environment.ts';

/** The Gateway of a cluster. Policies let its proxies in by its name. */
const gateway = { name: 'octollm', namespace: 'octollm-system' } as const;

/**
 * Envoy Gateway with `provider.kubernetes.deploy.type: GatewayNamespace`, so that the proxies run beside the Gateway and
 * carry its name, by which policies let them in. It moves privileged ports up by 10,000: they need no capability.
 */
const className = 'envoy';
const proxies: GatewayProxies = {
  ports: [10_080, 10_443],
  controller: { namespace: 'envoy-gateway-system', port: 18_000 },
};

/**
 * The proxies that the GatewayClass makes, as docs/manifests.md has it made: two that each carry all of the platform's
 * requests, for they do little but copy bytes.
 */
export const proxyScale: PodShare = {
  pods: 2,
  resources: {
    cpu: { request: '250m', limit: '2' },
    memory: { request: '512Mi', limit: '1Gi' },
    ephemeralStorage: { request: '64Mi', limit: '512Mi' },
  },
};

/** By itself Envoy Gateway has a proxy ask for 512 Mi and names no limit: the default limit must be above that. */
export const proxyLimits: Quantities = { memory: proxyScale.resources.memory.limit };

const issuer = {
  name: 'letsencrypt',
  server: 'https://acme-v02.api.letsencrypt.org/directory',
  email: 'operations@octollm.example.com',
} as const;

/** The edge of an environment: its host on the Gateway of the cluster. */
export const gatewayEdge = (environment: string, host: string): Edge => ({
  kind: 'gateway',
  host,
  gateway: { ...gateway, listener: environment },
});

/** What leads from the internet into a cluster: the Gateway with a listener for every environment that has one. */
export const addEdge = (scope: Construct, environments: readonly Environment[]): void => {
  const behindGateway = environments.flatMap(({ name, namespace, edge }) =>
    edge?.kind === 'gateway' ? [{ name, namespace, host: edge.host }] : [],
  );
  const chart = new Chart(scope, 'edge');
  new PublicGateway(chart, 'gateway', {
    ...gateway,
    className,
    hosts: behindGateway,
    issuer: issuer.name,
  });
  new AcmeIssuer(chart, 'issuer', { ...issuer, gateway });
  new EdgeNetwork(chart, 'network', {
    gateway,
    proxies,
    backend: { name: reflexGateway.name, port: reflexGateway.port },
  });
};

/** The namespace of what the environments of a cluster share. */
export const systemNamespace = gateway.namespace;

/**
 * The pods of the edge, for a quota: the proxies, one more while they are rolled, and a solver for each certificate. Envoy
 * Gateway puts a container beside each proxy that holds its end up, which takes what the LimitRange gives.
 */
export const edgePods = (environments: readonly Environment[]): readonly PodShare[] => [
  { pods: proxyScale.pods + 1, resources: together([proxyScale.resources, sizes.medium]) },
  { pods: environments.length, resources: sizes.small },
];
