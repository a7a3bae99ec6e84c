import { clusterDns, podIn } from '../cluster/network.ts';
import type { Stage, Surroundings } from '../rules/rule.ts';

/** The stage that a namespace names in its last word. What names none is taken for production, the strictest. */
export const stageByName = (namespace: string): Stage => {
  const word = namespace.split(/[^a-z]+/i).at(-1);
  if (word === 'dev' || word === 'development') return 'dev';
  return word === 'staging' ? 'staging' : 'production';
};

/** What is assumed of a cluster that nobody described. */
export const usualSurroundings: Surroundings = {
  stageOf: stageByName,
  registries: undefined,
  calls: [],
  drainSecondsOf: () => undefined,
  prometheus: podIn('monitoring', { 'app.kubernetes.io/name': 'prometheus' }),
  otherPods: [clusterDns],
  nodes: 3,
  backups: [],
  runbooks: undefined,
  knownMetrics: undefined,
  committed: undefined,
};
