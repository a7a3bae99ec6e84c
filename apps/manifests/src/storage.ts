import type { StorageClassesProps } from '@octollm/constructs';

/** Who makes the disks of a cluster. Another CSI driver, with the parameters that it knows, takes its place here. */
export const storage: StorageClassesProps = {
  provisioner: 'ebs.csi.aws.com',
  parameters: {
    fast: { type: 'gp3', iops: '6000', throughput: '250', encrypted: 'true' },
    standard: { type: 'gp3', encrypted: 'true' },
    scratch: { type: 'gp3', encrypted: 'true' },
  },
};
