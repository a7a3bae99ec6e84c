import type { Job, ServiceKind } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import type { PlatformEnvironment } from '../environment.ts';
import { platformLabels } from '../labels.ts';

/**
 * How much a pod matters when nodes are short, from what everything needs to what can run tomorrow. They are for
 * production; what else is in the cluster is `spare`.
 */
export type PriorityTier = 'critical' | 'high' | 'normal' | 'spare' | 'batch';

/** The PriorityClass of a tier. */
export const priorityClassName = (tier: PriorityTier): string => `octollm-${tier}`;

type InEnvironment = Pick<PlatformEnvironment, 'name'>;

/** The tier of a service: without the door nothing comes in, without the orchestrator nothing goes on, nor is mended without an operator. */
export const priorityOf = (kind: ServiceKind, { name }: InEnvironment): PriorityTier =>
  name === 'production' ? tiersByKind[kind] : 'spare';

/** The tier of a job: what runs by the clock can wait, and for what runs once a release the release waits. */
export const priorityOfJob = ({ runs }: Pick<Job, 'runs'>, { name }: InEnvironment): PriorityTier => {
  if (runs.kind === 'scheduled') return 'batch';
  return name === 'production' ? 'high' : 'spare';
};

/** The tier of a store: without it nothing else in production works. */
export const priorityOfStore = ({ name }: InEnvironment): PriorityTier =>
  name === 'production' ? 'critical' : 'spare';

const tiersByKind: Readonly<Record<ServiceKind, PriorityTier>> = {
  gateway: 'critical',
  orchestrator: 'high',
  arm: 'normal',
  operator: 'high',
};

interface Tier {
  readonly value: number;
  readonly description: string;
  /** @default pods of lower tiers are stopped to make room */
  readonly preemptionPolicy?: 'Never';
}

const tiers: Readonly<Record<PriorityTier, Tier>> = {
  critical: { value: 1_000_000, description: 'OctoLLM: the stores and the edge, which everything needs' },
  high: { value: 100_000, description: 'OctoLLM: the orchestrator, and what looks after the services' },
  normal: { value: 10_000, description: 'OctoLLM: the arms' },
  spare: {
    value: 5_000,
    description: 'OctoLLM: environments beside production, which stop none of its pods',
    preemptionPolicy: 'Never',
  },
  batch: {
    value: 1_000,
    description: 'OctoLLM: jobs, which wait for room rather than take it',
    preemptionPolicy: 'Never',
  },
};

/** The priority classes of the platform. They belong to the cluster, so every environment in it shares them. */
export class PriorityTiers extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [tier, { value, description, preemptionPolicy }] of Object.entries(tiers))
      clusterScoped(
        new k8s.KubePriorityClass(this, tier, {
          metadata: { name: priorityClassName(tier as PriorityTier), labels: { ...platformLabels } },
          value,
          description,
          preemptionPolicy: preemptionPolicy ?? 'PreemptLowerPriority',
          globalDefault: false,
        }),
      );
  }
}
