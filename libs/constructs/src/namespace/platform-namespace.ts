import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import { type Labels, platformLabels } from '../labels.ts';
import { podsIn, tcp, udp } from '../network/peers.ts';

export interface PlatformNamespaceProps {
  readonly name: string;
  /**
   * Labels besides those that the construct sets.
   * @default none
   */
  readonly labels?: Labels;
}

/**
 * The version of the Pod Security standard: that of the oldest Kubernetes that is served. Without one a cluster upgrade
 * may change what the namespace admits.
 */
const podSecurityVersion = 'v1.28';

const podSecurityLabels = Object.fromEntries(
  ['enforce', 'audit', 'warn'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, 'restricted'],
    [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion],
  ]),
);

const everyPod: k8s.LabelSelector = {};
const dns = podsIn('kube-system', { 'k8s-app': 'kube-dns' });
// Answers that do not fit into a datagram are asked for again over TCP.
const dnsPorts = [...udp(53), ...tcp(53)];

/**
 * A namespace that admits only pods of the `restricted` level and whose pods can reach nothing but DNS until a policy
 * of their own opens more.
 */
export class PlatformNamespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: PlatformNamespaceProps) {
    super(scope, id);
    this.name = props.name;
    const labels = { ...props.labels, ...platformLabels };

    const namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: { name: props.name, labels: { ...labels, ...podSecurityLabels } },
    });
    clusterScoped(namespace);

    new k8s.KubeNetworkPolicy(this, 'default-deny', {
      metadata: { name: 'default-deny', namespace: props.name, labels },
      spec: { podSelector: everyPod, policyTypes: ['Ingress', 'Egress'] },
    });
    new k8s.KubeNetworkPolicy(this, 'allow-dns', {
      metadata: { name: 'allow-dns', namespace: props.name, labels },
      spec: {
        podSelector: everyPod,
        policyTypes: ['Egress'],
        egress: [{ to: [dns], ports: dnsPorts }],
      },
    });
  }
}
