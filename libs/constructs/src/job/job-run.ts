import type { Job } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';

/** A run that could not start in time is left out: the next does its work. */
const startingDeadlineSeconds = 3_600;
/** A run that failed is tried again so often. */
const backoffLimit = 2;
/** Runs by the clock stay so long that somebody can read what they said. */
const keptSeconds = 604_800;
/** The Job of a release makes way for that of the next, which has the same name and cannot change it. */
const keptAfterReleaseSeconds = 3_600;

/** One run of a job. */
export const runOf = (job: Job, template: k8s.PodTemplateSpec): k8s.JobSpec => ({
  backoffLimit,
  activeDeadlineSeconds: job.deadlineSeconds,
  ttlSecondsAfterFinished: job.runs.kind === 'scheduled' ? keptSeconds : keptAfterReleaseSeconds,
  template,
});

/** Runs by the clock, one at a time. */
export const scheduled = (schedule: string, run: k8s.JobSpec): k8s.CronJobSpec => ({
  schedule,
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid',
  startingDeadlineSeconds,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 3,
  jobTemplate: { spec: run },
});

/**
 * Has Argo CD run a Job in every sync, after the stores and before the services. It is no hook before the sync: on the
 * first one there would be no store yet, and the sync would wait for it for ever.
 */
export const beforeServices = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  'argocd.argoproj.io/sync-wave': '0',
} as const;
