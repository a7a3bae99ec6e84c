import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { type Image, imageReference } from '../image.ts';
import { type Identity, recommendedLabels } from '../labels.ts';
import { type PriorityTier, priorityClassName } from '../priority/priority-tiers.ts';
import { gracePeriodSeconds, preStopSleep } from './lifecycle.ts';
import { type ProbePaths, probesOf } from './probes.ts';
import { resourcesOf } from './resources.ts';
import { type Scale, topologySpread } from './scale.ts';
import { containerSecurity, podSecurity } from './security.ts';
import { type SecretFiles, scratch, secretMount } from './volumes.ts';

/** What a pod runs and what it needs; the hardening is not up for choice. */
export interface HardenedPodProps {
  readonly identity: Identity;
  readonly image: Image;
  /** The container's ports by name. `http` serves requests and answers the probes. */
  readonly ports: Readonly<Record<string, number>> & { readonly http: number };
  readonly probes: ProbePaths;
  readonly resources: Resources;
  readonly scale: Scale;
  readonly priority: PriorityTier;
  /** Seconds in-flight work may take to finish after the stop signal. */
  readonly drainSeconds: number;
  /**
   * Flags for Node, which `NODE_OPTIONS` passes on.
   * @default none
   */
  readonly nodeFlags?: readonly string[];
  /**
   * The ConfigMap whose data become environment variables.
   * @default none
   */
  readonly configMap?: string;
  /**
   * Secrets, mounted as files.
   * @default none
   */
  readonly secrets?: SecretFiles;
  /**
   * Annotations of the pods. A change of one rolls them.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The RuntimeClass of the pods.
   * @default that of the cluster
   */
  readonly runtimeClass?: string;
  /**
   * Whether the pods get a token for the API of the cluster: for an account with a role.
   * @default false
   */
  readonly apiToken?: boolean;
}

const nodeOptions = (flags: readonly string[]): Pick<k8s.Container, 'env'> =>
  flags.length === 0 ? {} : { env: [{ name: 'NODE_OPTIONS', value: flags.join(' ') }] };

const containerOf = (props: HardenedPodProps, mounts: k8s.VolumeMount[]): k8s.Container => ({
  name: props.identity.name,
  image: imageReference(props.image),
  imagePullPolicy: 'IfNotPresent',
  ports: Object.entries(props.ports).map(([name, containerPort]) => ({ name, containerPort })),
  ...(props.configMap === undefined
    ? {}
    : { envFrom: [{ configMapRef: { name: props.configMap, optional: false } }] }),
  ...nodeOptions(props.nodeFlags ?? []),
  ...probesOf(props.probes),
  lifecycle: preStopSleep,
  resources: resourcesOf(props.resources),
  securityContext: containerSecurity,
  volumeMounts: mounts,
});

/** A pod that the Pod Security level `restricted` admits, with one container. */
export const hardenedPod = (props: HardenedPodProps): k8s.PodTemplateSpec => {
  const mounts = [scratch, ...(props.secrets === undefined ? [] : [secretMount(props.secrets)])];
  return {
    metadata: { labels: recommendedLabels(props.identity), annotations: props.annotations },
    spec: {
      serviceAccountName: props.identity.name,
      automountServiceAccountToken: props.apiToken === true,
      // Otherwise Kubernetes sets variables such as ORCHESTRATOR_PORT, which look like the platform's own.
      enableServiceLinks: false,
      runtimeClassName: props.runtimeClass,
      priorityClassName: priorityClassName(props.priority),
      securityContext: podSecurity,
      terminationGracePeriodSeconds: gracePeriodSeconds(props.drainSeconds),
      topologySpreadConstraints: topologySpread(props.identity.name, props.scale),
      containers: [
        containerOf(
          props,
          mounts.map(({ mount }) => mount),
        ),
      ],
      volumes: mounts.map(({ volume }) => volume),
    },
  };
};
