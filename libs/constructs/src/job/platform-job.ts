import type { Job } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Overrides } from '../configuration/overrides.ts';
import { podConfiguration } from '../configuration/pod-configuration.ts';
import { imageOf, type PlatformEnvironment } from '../environment.ts';
import { recommendedLabels } from '../labels.ts';
import { priorityOfJob } from '../priority/priority-tiers.ts';
import { podSecret } from '../secrets/pod-secret.ts';
import { JobNetworkPolicy } from './job-network-policy.ts';
import { jobPod } from './job-pod.ts';
import { beforeServices, runOf, scheduled } from './job-run.ts';

export interface PlatformJobProps<J extends Job> {
  readonly job: J;
  readonly environment: PlatformEnvironment;
  /**
   * Settings of this job that differ from their defaults in this environment.
   * @default the defaults of the settings
   */
  readonly settings?: Overrides<J>;
  /**
   * What its pods have beside its container.
   * @default nothing
   */
  readonly extend?: (template: k8s.PodTemplateSpec) => k8s.PodTemplateSpec;
}

/** What every service of an environment is told is told to a job as far as it has the settings. */
const withSettingsOf = (job: Job, environment: PlatformEnvironment): PlatformEnvironment => ({
  ...environment,
  settings: Object.fromEntries(
    Object.entries(environment.settings ?? {}).filter(([name]) => name in job.settings),
  ),
});

/**
 * All objects of one job of the catalogue in one environment: its CronJob, or the Job of a release, with its account,
 * its configuration and its network.
 * @throws ConfigurationError when the job would not start with the configuration it is given
 */
export class PlatformJob<J extends Job = Job> extends Construct {
  constructor(scope: Construct, id: string, { job, environment, settings, extend }: PlatformJobProps<J>) {
    super(scope, id);
    const { name } = job;
    const labels = recommendedLabels({ name, component: job.kind, version: environment.version });
    const metadata = { name, labels };
    const { variables, files } = podConfiguration(job, withSettingsOf(job, environment), settings ?? {});
    const template = jobPod({
      job,
      image: imageOf({ name: job.image }, environment),
      labels,
      priority: priorityOfJob(job, environment),
      files,
    });

    new k8s.KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });
    new k8s.KubeConfigMap(this, 'config-map', { metadata, data: variables });
    podSecret(this, job, environment, { labels, keys: files });
    const run = runOf(job, extend === undefined ? template : extend(template));
    if (job.runs.kind === 'scheduled')
      new k8s.KubeCronJob(this, 'cron-job', { metadata, spec: scheduled(job.runs.schedule, run) });
    else
      new k8s.KubeJob(this, 'job', {
        metadata: { ...metadata, annotations: { ...beforeServices } },
        spec: run,
      });
    new JobNetworkPolicy(this, 'network-policy', { job, labels, connections: environment.connections });
  }
}
