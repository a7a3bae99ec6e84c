import type { Peer } from './peers.ts';

/** Ports that the API server of a cluster listens on, behind its Service and by itself. */
export const apiServerPorts = [443, 6_443] as const;

/** Private networks (RFC 1918, RFC 6598, RFC 4193), one of which nodes, pods and the API server have their addresses in. */
export const privateNetworks: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
];

/** What no label selects: the nodes and the API server. Their addresses are not known, only that they are private ones. */
export const inPrivateNetworks: readonly Peer[] = privateNetworks.map((cidr) => ({ ipBlock: { cidr } }));
