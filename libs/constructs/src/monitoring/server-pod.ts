import { createHash } from 'node:crypto';
import { k8s } from 'cdk8s-plus-27';
import { imageReference } from '../image.ts';
import type { Labels } from '../labels.ts';
import { priorityClassName } from '../priority/priority-tiers.ts';
import { preStopSeconds } from '../workload/lifecycle.ts';
import { resourcesOf } from '../workload/resources.ts';
import { topologySpread } from '../workload/scale.ts';
import { containerSecurity, podSecurity } from '../workload/security.ts';
import type { HttpCheck, MonitoringServerProps } from './server-props.ts';
import { volumesOf } from './server-volumes.ts';

/** What a stopping server has to write its buffers to its volume or to its bucket. */
const gracePeriodSeconds = 120;

const get = ({ port, path }: HttpCheck): k8s.HttpGetAction => ({
  path,
  port: k8s.IntOrString.fromString(port),
});

const connects = ({ port }: HttpCheck): Pick<k8s.Probe, 'tcpSocket'> => ({
  tcpSocket: { port: k8s.IntOrString.fromString(port) },
});

/** A server that reads its log of writes again may take ten minutes to start. */
const probesOf = ({
  readiness,
  liveness,
}: MonitoringServerProps): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> => ({
  startupProbe: { ...connects(readiness), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 120 },
  readinessProbe: { httpGet: get(readiness), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  livenessProbe: {
    ...(liveness === undefined ? connects(readiness) : { httpGet: get(liveness) }),
    periodSeconds: 20,
    timeoutSeconds: 10,
    failureThreshold: 6,
  },
});

const lifecycleOf = ({ stopping }: MonitoringServerProps): k8s.Lifecycle => ({
  preStop:
    stopping === 'sleep'
      ? { exec: { command: ['sleep', String(preStopSeconds)] } }
      : { httpGet: get(stopping) },
});

/** Changes with the files, so that a pod that carries it is rolled. */
const checksum = (texts: Readonly<Record<string, string>>): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex');

const annotationsOf = ({ files }: MonitoringServerProps): Record<string, string> | undefined =>
  files === undefined ? undefined : { 'checksum/config': checksum(files.texts) };

/** A pod that the Pod Security level `restricted` admits, with one container that runs a server of others. */
export const serverPod = (props: MonitoringServerProps, labels: Labels): k8s.PodTemplateSpec => {
  const { volumes, mounts } = volumesOf(props);
  const spread =
    props.scale.kind === 'per-node' ? { kind: 'per-node' as const } : { kind: 'replicas' as const };
  return {
    metadata: { labels: { ...labels }, annotations: annotationsOf(props) },
    spec: {
      serviceAccountName: props.name,
      automountServiceAccountToken: props.apiRules !== undefined,
      enableServiceLinks: false,
      priorityClassName: priorityClassName(props.priority),
      securityContext: podSecurity,
      terminationGracePeriodSeconds: gracePeriodSeconds,
      topologySpreadConstraints: topologySpread(props.name, spread),
      containers: [
        {
          name: props.name,
          image: imageReference(props.image),
          imagePullPolicy: 'IfNotPresent',
          args: [...props.args],
          env: props.variables === undefined ? undefined : [...props.variables],
          ports: Object.entries(props.ports).map(([name, containerPort]) => ({ name, containerPort })),
          ...probesOf(props),
          lifecycle: lifecycleOf(props),
          resources: resourcesOf(props.resources),
          securityContext: containerSecurity,
          volumeMounts: mounts,
        },
      ],
      volumes,
    },
  };
};
