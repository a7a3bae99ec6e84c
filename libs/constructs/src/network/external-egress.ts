import type { Egress } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { tcp } from './peers.ts';
import { privateNetworks } from './private-networks.ts';

const isVersion4 = (range: string): boolean => !range.includes(':');

/**
 * IPv4 ranges that are never the public internet: private networks, where nodes, pods and services live, loopback, and
 * link-local addresses with the cloud's metadata service.
 */
export const internalRanges: readonly string[] = [
  ...privateNetworks.filter(isVersion4),
  '127.0.0.0/8',
  '169.254.0.0/16',
].sort();

const portsOf = (egress: Egress): readonly number[] => {
  switch (egress) {
    case 'model-providers':
    case 'object-storage':
    case 'identity-provider':
      return [443];
    case 'public-http':
      return [80, 443];
  }
};

/** Lets a service reach the public internet, as far as it said it must, and no address inside the cluster. */
export const externalEgress = (egress: readonly Egress[]): k8s.NetworkPolicyEgressRule[] => {
  const ports = [...new Set(egress.flatMap(portsOf))].sort((a, b) => a - b);
  return ports.length === 0
    ? []
    : [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...internalRanges] } }], ports: tcp(...ports) }];
};
