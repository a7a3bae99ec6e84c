import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { podsNamed } from '../network/peers.ts';
import { lokiName, lokiPort } from './loki.ts';
import { MonitoringServer } from './monitoring-server.ts';
import { toPods } from './server-network.ts';
import { sizes } from './sizes.ts';

export const alloyName = 'alloy';
const alloyPort = 12_345;

export interface AlloyProps {
  readonly namespace: string;
  readonly image: Image;
  /** The file that Alloy is configured with. It finds the name of its node in `NODE_NAME`. */
  readonly configuration: string;
}

/**
 * Alloy on every node, which reads the logs of the pods of that node. It asks the API server for them: the files of the
 * node would need a hostPath, which Pod Security refuses and which shows more than the pods of the platform.
 */
export class Alloy extends Construct {
  constructor(scope: Construct, id: string, { namespace, image, configuration }: AlloyProps) {
    super(scope, id);
    new MonitoringServer(this, 'server', {
      name: alloyName,
      namespace,
      image,
      args: [
        'run',
        '/etc/alloy/config.alloy',
        `--server.http.listen-addr=0.0.0.0:${alloyPort}`,
        // Where it read to is lost with the pod: a new one reads what the node still has, and Loki drops repeated lines.
        '--storage.path=/tmp',
        '--disable-reporting',
      ],
      ports: { http: alloyPort },
      metricsPort: 'http',
      readiness: { port: 'http', path: '/-/ready' },
      liveness: { port: 'http', path: '/-/healthy' },
      stopping: 'sleep',
      scale: { kind: 'per-node' },
      resources: sizes.medium,
      priority: 'high',
      files: { directory: '/etc/alloy', texts: { 'config.alloy': configuration } },
      variables: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      apiRules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      ],
      ingress: [],
      egress: [toPods({ peers: [podsNamed(lokiName)], ports: [lokiPort] })],
    });
  }
}
