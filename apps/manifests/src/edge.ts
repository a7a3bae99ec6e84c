import { reflexGateway } from '@octollm/catalogue';
import { AcmeIssuer, type Edge, EdgeNetwork, type GatewayProxies, PublicGateway } from '@octollm/constructs';
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
  new PublicGateway(chart, 'gateway', { ...gateway, className, hosts: behindGateway, issuer: issuer.name });
  new AcmeIssuer(chart, 'issuer', { ...issuer, gateway });
  new EdgeNetwork(chart, 'network', {
    gateway,
    proxies,
    backend: { name: reflexGateway.name, port: reflexGateway.port },
  });
};

/** The namespace of what the environments of a cluster share. */
export const systemNamespace = gateway.namespace;
