import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { podsNamed } from '../network/peers.ts';
import { MonitoringServer } from './monitoring-server.ts';
import type { Allowed } from './server-props.ts';
import { sizes } from './sizes.ts';

export const jaegerName = 'jaeger';
/** Where spans come in by OTLP over HTTP, where they are looked at, and where Jaeger tells of itself. */
export const jaegerPorts = { otlp: 4_318, query: 16_686, health: 13_133, metrics: 8_888 } as const;

export interface JaegerProps {
  readonly namespace: string;
  readonly image: Image;
  readonly storage: string;
  /** The file that Jaeger is configured with. */
  readonly configuration: string;
  /** Who sends spans. */
  readonly senders: Allowed['peers'];
  /** Who looks at traces: names of pods in the namespace. */
  readonly clients: readonly string[];
}

/**
 * Jaeger 2, which is a collector of OpenTelemetry with a store and a page, in one process with Badger on a volume. Badger
 * is a library: there can be no second replica, and while it restarts the services drop their spans.
 */
export class Jaeger extends Construct {
  constructor(scope: Construct, id: string, props: JaegerProps) {
    super(scope, id);
    const { namespace, image, storage, configuration, senders, clients } = props;
    new MonitoringServer(this, 'server', {
      name: jaegerName,
      namespace,
      image,
      args: ['--config=/etc/jaeger/jaeger.yaml'],
      ports: jaegerPorts,
      metricsPort: 'metrics',
      readiness: { port: 'health', path: '/status' },
      liveness: { port: 'query', path: '/' },
      // The image may hold no shell; the answer says nothing that the signal after it does not.
      stopping: { port: 'query', path: '/' },
      scale: { kind: 'stateful', count: 1, claim: { size: storage, directory: '/var/lib/jaeger' } },
      resources: sizes.large,
      priority: 'normal',
      files: { directory: '/etc/jaeger', texts: { 'jaeger.yaml': configuration } },
      ingress: [
        { peers: senders, ports: [jaegerPorts.otlp] },
        { peers: clients.map(podsNamed), ports: [jaegerPorts.query] },
      ],
      egress: [],
    });
  }
}
