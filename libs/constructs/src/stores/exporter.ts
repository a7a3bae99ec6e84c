import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import type { Image } from '../image.ts';
import { metricsPort } from '../service/cluster-service.ts';
import { scratch } from '../workload/volumes.ts';
import { answering, livenessTiming, openPort, readinessTiming, storeContainer } from './store-container.ts';

/** What an exporter takes, whatever it watches. */
export const exporterResources: Resources = {
  cpu: { request: '20m', limit: '200m' },
  memory: { request: '32Mi', limit: '128Mi' },
  ephemeralStorage: { request: '16Mi', limit: '64Mi' },
};

export interface ExporterProps {
  readonly image: Image;
  /** Its command, in which a password is read from a file: the exporters themselves want it in a variable or in JSON. */
  readonly script: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly port: number;
  /** The file with the password. */
  readonly secrets: k8s.VolumeMount;
}

/**
 * Shows the figures of a store to Prometheus. It runs in the pod of the store: so each pod is watched by its own, the
 * figures carry the name of the pod, and no password crosses the network. One for all pods in a Deployment would be
 * gone with its node, and two would count everything twice.
 */
export const exporterContainer = ({
  image,
  script,
  variables,
  port,
  secrets,
}: ExporterProps): k8s.Container =>
  storeContainer({
    name: 'exporter',
    image,
    command: ['sh', '-c', script],
    variables,
    ports: { [metricsPort]: port },
    resources: exporterResources,
    startup: openPort(metricsPort, { periodSeconds: 2, failureThreshold: 30 }),
    readiness: answering('/', metricsPort, readinessTiming),
    liveness: openPort(metricsPort, livenessTiming),
    mounts: [scratch.mount, secrets],
  });
