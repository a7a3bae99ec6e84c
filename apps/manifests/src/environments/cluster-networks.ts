/**
 * Where the addresses of pods are (RFC 1918, RFC 4193). Inside a cluster the gateway believes what they say about whom
 * they forward: its NetworkPolicy lets in nobody but the edge.
 */
export const clusterNetworks: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
];
