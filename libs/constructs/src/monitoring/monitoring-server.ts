import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../labels.ts';
import { SecretFromStore } from '../secrets/secret-from-store.ts';
import { DisruptionBudget } from '../service/disruption-budget.ts';
import { ServiceMonitor } from '../service/service-monitor.ts';
import { ApiAccess } from './api-access.ts';
import { networkOf } from './server-network.ts';
import type { MonitoringServerProps, ServerFiles } from './server-props.ts';
import { fileKey, serverSecret } from './server-volumes.ts';
import { serverWorkload } from './server-workload.ts';

/** The component of everything that watches the platform. */
export const monitoringComponent = 'monitoring';

/** A server scrapes or probes a port that it does not have. */
export class UnknownPortError extends Error {
  constructor(server: string, port: string) {
    super(`${server} has no port named ${port}. Add it to its ports.`);
    this.name = 'UnknownPortError';
  }
}

const refuseUnknownPorts = ({
  name,
  ports,
  metricsPort,
  readiness,
  liveness,
}: MonitoringServerProps): void => {
  for (const port of [metricsPort, readiness.port, liveness?.port ?? readiness.port])
    if (!Object.hasOwn(ports, port)) throw new UnknownPortError(name, port);
};

const dataOf = ({ texts }: ServerFiles): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [fileKey(path), text]));

/**
 * All objects of one server of the monitoring stack: workload, account, files, secrets, Service, network, disruption
 * budget and its own ServiceMonitor. It is written over the plain objects of Kubernetes, as `HardenedWorkload` is; that
 * one runs services of the catalogue, which are Node and have probes of their own.
 * @throws UnknownPortError when a probe or the scrape names a port that there is not
 */
export class MonitoringServer extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringServerProps & { readonly namespace: string }) {
    super(scope, id);
    refuseUnknownPorts(props);
    const { name, namespace, image, ports, scale, files, secrets, apiRules } = props;
    const selector = selectorLabels(name);
    const labels = recommendedLabels({ name, component: monitoringComponent, version: image.tag });
    const metadata = { name, labels };

    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: apiRules !== undefined,
    });
    if (apiRules !== undefined)
      new ApiAccess(this, 'api-access', { account: name, namespace, labels, rules: apiRules });
    if (files !== undefined) new k8s.KubeConfigMap(this, 'files', { metadata, data: dataOf(files) });
    if (secrets !== undefined)
      new SecretFromStore(this, 'secrets', { ...secrets, name, secretName: serverSecret(name), labels });
    serverWorkload(this, props, labels);
    new k8s.KubeService(this, 'service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        // Pods with a volume have names of their own, by which they find each other.
        clusterIp: scale.kind === 'stateful' ? 'None' : undefined,
        selector,
        ports: Object.entries(ports).map(([port, number]) => ({
          name: port,
          port: number,
          targetPort: k8s.IntOrString.fromString(port),
        })),
      },
    });
    new ServiceMonitor(this, 'monitor', {
      name,
      labels,
      selector,
      port: props.metricsPort,
      honorLabels: props.honorLabels,
    });
    new k8s.KubeNetworkPolicy(this, 'network-policy', { metadata, spec: networkOf(props) });
    if (scale.kind !== 'per-node' && scale.count > 1)
      new DisruptionBudget(this, 'disruption-budget', { name, labels, selector });
  }
}
