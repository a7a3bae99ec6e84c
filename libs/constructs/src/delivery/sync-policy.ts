/** How an application of Argo CD is brought in line with git. */
export interface SyncPolicyProps {
  /** Whether a commit is applied by itself, or waits for somebody who says so. */
  readonly automated: boolean;
}

/**
 * Applies by server-side apply, which keeps fields that autoscalers and operators own, and removes what is gone last. A
 * sync that fails is tried again: a webhook that is not there yet is the usual reason.
 */
export const syncPolicy = ({ automated }: SyncPolicyProps): object => ({
  ...(automated ? { automated: { prune: true, selfHeal: true } } : {}),
  syncOptions: ['ServerSideApply=true', 'PruneLast=true', 'CreateNamespace=false'],
  retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
});
