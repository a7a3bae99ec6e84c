import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import { platformLabels } from '../labels.ts';

/** What a disk is for: data that requests wait for, the rest, or copies that nobody needs after a drill. */
export type StorageTier = 'fast' | 'standard' | 'scratch';

/** What becomes of a disk when its claim is deleted. */
const reclaimPolicies: Readonly<Record<StorageTier, 'Retain' | 'Delete'>> = {
  fast: 'Retain',
  standard: 'Retain',
  scratch: 'Delete',
};

/** The StorageClass of a tier. */
export const storageClassName = (tier: StorageTier): string => `octollm-${tier}`;

export interface StorageClassesProps {
  /** The CSI driver that makes the disks, such as `ebs.csi.aws.com`. */
  readonly provisioner: string;
  /** What the driver is told of each tier. */
  readonly parameters: Readonly<Record<StorageTier, Readonly<Record<string, string>>>>;
}

/**
 * The storage classes of the platform. A disk is made where its pod is placed, or it could be in a zone where the pod
 * cannot be; it can grow; and it stays when its claim is deleted, for somebody to look at first, unless it is scratch: every
 * drill would leave copies of all data behind, paid for and forgotten.
 */
export class StorageClasses extends Construct {
  constructor(scope: Construct, id: string, { provisioner, parameters }: StorageClassesProps) {
    super(scope, id);
    for (const tier of ['fast', 'standard', 'scratch'] as const)
      clusterScoped(
        new k8s.KubeStorageClass(this, tier, {
          metadata: { name: storageClassName(tier), labels: { ...platformLabels } },
          provisioner,
          parameters: { ...parameters[tier] },
          reclaimPolicy: reclaimPolicies[tier],
          volumeBindingMode: 'WaitForFirstConsumer',
          allowVolumeExpansion: true,
        }),
      );
  }
}
