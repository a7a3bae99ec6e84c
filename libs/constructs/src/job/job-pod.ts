import type { Job } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { secretsDirectory, secretsName } from '../configuration/pod-configuration.ts';
import { type Image, imageReference } from '../image.ts';
import { type PriorityTier, priorityClassName } from '../priority/priority-tiers.ts';
import { resourcesOf } from '../workload/resources.ts';
import { containerSecurity, podSecurity } from '../workload/security.ts';
import { scratch, secretMount } from '../workload/volumes.ts';

export interface JobPodProps {
  readonly job: Job;
  readonly image: Image;
  readonly labels: Record<string, string>;
  readonly priority: PriorityTier;
  /** The settings that the secret store hands over as files. */
  readonly files: readonly string[];
}

/** How long a run that is stopped may take to end the transaction that is under way. */
const gracePeriodSeconds = 60;

/** A pod that the Pod Security level `restricted` admits, with one container that runs to its end. */
export const jobPod = ({ job, image, labels, priority, files }: JobPodProps): k8s.PodTemplateSpec => {
  const mounts = [
    scratch,
    ...(files.length === 0
      ? []
      : [secretMount({ secretName: secretsName(job), keys: files, directory: secretsDirectory })]),
  ];
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: job.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      priorityClassName: priorityClassName(priority),
      securityContext: podSecurity,
      terminationGracePeriodSeconds: gracePeriodSeconds,
      containers: [
        {
          name: job.name,
          image: imageReference(image),
          imagePullPolicy: 'IfNotPresent',
          command: ['node', `dist/apps/${job.image}/${job.program}.js`, ...(job.arguments ?? [])],
          envFrom: [{ configMapRef: { name: job.name, optional: false } }],
          resources: resourcesOf(job.resources),
          securityContext: containerSecurity,
          volumeMounts: mounts.map(({ mount }) => mount),
        },
      ],
      volumes: mounts.map(({ volume }) => volume),
    },
  };
};
