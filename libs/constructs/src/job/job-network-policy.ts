import type { Job } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { selectorLabels } from '../labels.ts';
import { externalEgress } from '../network/external-egress.ts';
import { type StoreConnections, storeEgress } from '../stores/store-connection.ts';

export interface JobNetworkPolicyProps {
  readonly job: Job;
  readonly labels: Record<string, string>;
  /**
   * How the stores are reached.
   * @default at pods of their names
   */
  readonly connections?: StoreConnections;
}

/** The network of a job: the stores it opens and the part of the internet it needs. Nobody calls it. */
export class JobNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, { job, labels, connections }: JobNetworkPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: job.name, labels },
      spec: {
        podSelector: { matchLabels: selectorLabels(job.name) },
        policyTypes: ['Ingress', 'Egress'],
        egress: [...storeEgress(job.stores, connections), ...externalEgress(job.egress)],
      },
    });
  }
}
