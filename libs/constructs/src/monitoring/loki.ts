import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { externalEgress } from '../network/external-egress.ts';
import { podsNamed } from '../network/peers.ts';
import { MonitoringServer } from './monitoring-server.ts';
import { toPods } from './server-network.ts';
import { sizes } from './sizes.ts';

export const lokiName = 'loki';
/** Where Loki takes lines and answers queries. */
export const lokiPort = 3_100;
/** Where its pods call each other, and where they tell each other who is there. */
export const lokiPeerPorts = { grpc: 9_095, gossip: 7_946 } as const;

export interface LokiProps {
  readonly namespace: string;
  readonly image: Image;
  /** Three or more keep every line in three places, so that one may be away. */
  readonly replicas: number;
  readonly storage: string;
  /** The file that Loki is configured with. */
  readonly configuration: string;
  /** Where the secret store keeps the credentials of the bucket, as a file of AWS, under the key `credentials`. */
  readonly secretEntry: string;
  /** Who sends lines and who reads them: names of pods in the namespace. */
  readonly clients: readonly string[];
}

const secretsDirectory = '/var/run/secrets/loki';

/**
 * Loki with all of its parts in one process, several times over. Lines are in a bucket, which outlives the cluster; what
 * was not written there yet is in the log of each pod's volume.
 */
export class Loki extends Construct {
  constructor(scope: Construct, id: string, props: LokiProps) {
    super(scope, id);
    const { namespace, image, replicas, storage, configuration, secretEntry, clients } = props;
    const peers = [podsNamed(lokiName)];
    const between = { peers, ports: [lokiPort, ...Object.values(lokiPeerPorts)] };
    new MonitoringServer(this, 'server', {
      name: lokiName,
      namespace,
      image,
      args: ['-config.file=/etc/loki/loki.yaml', '-target=all'],
      ports: { http: lokiPort, ...lokiPeerPorts },
      metricsPort: 'http',
      readiness: { port: 'http', path: '/ready' },
      // The image has no shell. What is in memory goes to the bucket.
      stopping: { port: 'http', path: '/flush' },
      scale: { kind: 'stateful', count: replicas, claim: { size: storage, directory: '/var/lib/loki' } },
      resources: sizes.large,
      priority: 'high',
      files: { directory: '/etc/loki', texts: { 'loki.yaml': configuration } },
      secrets: { directory: secretsDirectory, entry: secretEntry, keys: ['LOKI_BUCKET_CREDENTIALS'] },
      variables: [
        { name: 'AWS_SHARED_CREDENTIALS_FILE', value: `${secretsDirectory}/LOKI_BUCKET_CREDENTIALS` },
      ],
      ingress: [{ peers: clients.map(podsNamed), ports: [lokiPort] }, between],
      egress: [toPods(between), ...externalEgress(['object-storage'])],
    });
  }
}
