import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { type Image, imageReference } from '../image.ts';
import { preStopSeconds } from '../workload/lifecycle.ts';
import { resourcesOf } from '../workload/resources.ts';
import { containerSecurity } from '../workload/security.ts';

/** What a container of a store runs. */
export interface StoreContainerProps {
  readonly name: string;
  readonly image: Image;
  /** The entry point. @default that of the image */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  /** Variables that hold nothing secret. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Its ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly resources: Resources;
  readonly startup: k8s.Probe;
  readonly readiness: k8s.Probe;
  readonly liveness: k8s.Probe;
  /** What runs before the stop signal. @default a sleep, while clients learn that the pod is going */
  readonly preStop?: readonly string[];
  readonly mounts: readonly k8s.VolumeMount[];
}

/** A container of a store, hardened like those of the services. Its image must hold a shell. */
export const storeContainer = (props: StoreContainerProps): k8s.Container => ({
  name: props.name,
  image: imageReference(props.image),
  imagePullPolicy: 'IfNotPresent',
  ...(props.command === undefined ? {} : { command: [...props.command] }),
  ...(props.args === undefined ? {} : { args: [...props.args] }),
  ...(props.variables === undefined
    ? {}
    : { env: Object.entries(props.variables).map(([name, value]) => ({ name, value })) }),
  ports: Object.entries(props.ports).map(([name, containerPort]) => ({ name, containerPort })),
  startupProbe: props.startup,
  readinessProbe: props.readiness,
  livenessProbe: props.liveness,
  lifecycle: { preStop: { exec: { command: [...(props.preStop ?? ['sleep', String(preStopSeconds)])] } } },
  resources: resourcesOf(props.resources),
  securityContext: containerSecurity,
  volumeMounts: [...props.mounts],
});

/** A check that runs in the container. */
export const execProbe = (command: readonly string[], timing: Omit<k8s.Probe, 'exec'> = {}): k8s.Probe => ({
  exec: { command: [...command] },
  ...timing,
});

/** Whether a port takes connections: that the process is there, whatever it can do for a client. */
export const openPort = (port: string, timing: Omit<k8s.Probe, 'tcpSocket'> = {}): k8s.Probe => ({
  tcpSocket: { port: k8s.IntOrString.fromString(port) },
  ...timing,
});

/** Whether a path answers. */
export const answering = (
  path: string,
  port: string,
  timing: Omit<k8s.Probe, 'httpGet'> = {},
): k8s.Probe => ({
  httpGet: { path, port: k8s.IntOrString.fromString(port) },
  ...timing,
});

/** A store that reads its files back after a crash may need ten minutes before it answers. */
export const slowStart = { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 120 } as const;
export const readinessTiming = { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 } as const;
/** Patient: what is restarted loses its memory and its connections. */
export const livenessTiming = { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 } as const;
