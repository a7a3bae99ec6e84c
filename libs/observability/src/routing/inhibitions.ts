/** While an alert of the source fires, those of the target are not told, where the labels are equal. */
export interface Inhibition {
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly equal: readonly string[];
}

/** What follows from something that is told already. */
export const inhibitions: readonly Inhibition[] = [
  {
    source: ['ServiceDown', 'ServiceMissing'],
    target: [
      'ReplicaDown',
      'LowUptime',
      'HighErrorRate',
      'EventLoopLag',
      'ServiceRestarting',
      'ArmUnavailable',
      'BreakerOpen',
      'ArmFailing',
    ],
    equal: ['namespace', 'service'],
  },
  {
    source: ['PostgresDown'],
    target: [
      'DatabaseErrors',
      'ConnectionPoolExhausted',
      'HighErrorRate',
      'PostgresInstanceDown',
      'QueueStalled',
    ],
    equal: ['namespace'],
  },
  { source: ['RedisDown'], target: ['LimitsDecidedLocally', 'StoppedTokensUnheard'], equal: ['namespace'] },
  {
    source: ['ModelBreakerOpen'],
    target: ['ModelCallsFailing', 'ModelSlow'],
    equal: ['namespace', 'provider'],
  },
  { source: ['PodCrashLooping'], target: ['ServiceRestarting'], equal: ['namespace', 'service'] },
  { source: ['BudgetSpent'], target: ['BudgetNearlySpent'], equal: ['namespace', 'tier'] },
  { source: ['CertificateEnding'], target: ['CertificateExpiring'], equal: ['namespace', 'name'] },
  {
    source: ['VolumeFullSoon'],
    target: ['VolumeSpaceLow'],
    equal: ['namespace', 'persistentvolumeclaim'],
  },
];
