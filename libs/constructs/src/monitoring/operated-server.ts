import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../labels.ts';
import { DisruptionBudget } from '../service/disruption-budget.ts';
import { ServiceMonitor } from '../service/service-monitor.ts';
import { monitoringComponent } from './monitoring-server.ts';
import { serverNetwork } from './server-network.ts';
import type { Allowed } from './server-props.ts';

/** The name that the operator gives the port of its servers. */
export const operatedPort = 'web';

export interface OperatedServerProps {
  readonly name: string;
  readonly version: string;
  readonly port: number;
  /** Whether its account may hand its token to the pods. */
  readonly token: boolean;
  readonly ingress: readonly Allowed[];
  readonly egress: readonly k8s.NetworkPolicyEgressRule[];
}

/**
 * What stands around a server whose pods the Prometheus operator makes: account, Service, network, disruption budget and
 * ServiceMonitor. The operator names its pods `app.kubernetes.io/name: prometheus` or `alertmanager`, hardens their
 * containers and makes a headless Service that nobody should rely on.
 */
export class OperatedServer extends Construct {
  readonly labels: Record<string, string>;

  constructor(scope: Construct, id: string, props: OperatedServerProps) {
    super(scope, id);
    const { name, version, port, token, ingress, egress } = props;
    const selector = selectorLabels(name);
    this.labels = recommendedLabels({ name, component: monitoringComponent, version });
    const metadata = { name, labels: this.labels };

    new k8s.KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: token });
    new k8s.KubeService(this, 'service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name: operatedPort, port, targetPort: k8s.IntOrString.fromString(operatedPort) }],
      },
    });
    new ServiceMonitor(this, 'monitor', { name, labels: this.labels, selector, port: operatedPort });
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata,
      spec: serverNetwork(name, ingress, egress),
    });
    new DisruptionBudget(this, 'disruption-budget', { name, labels: this.labels, selector });
  }
}
