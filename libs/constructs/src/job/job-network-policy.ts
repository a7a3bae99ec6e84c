import type { Job } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { selectorLabels } from '../labels.ts';
import { externalEgress } from '../network/external-egress.ts';
import { podsNamed, tcp } from '../network/peers.ts';

export interface JobNetworkPolicyProps {
  readonly job: Job;
  readonly labels: Record<string, string>;
}

/** The network of a job: the stores it opens and the part of the internet it needs. Nobody calls it. */
export class JobNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, { job, labels }: JobNetworkPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: job.name, labels },
      spec: {
        podSelector: { matchLabels: selectorLabels(job.name) },
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          ...job.stores.map(({ name, port }) => ({ to: [podsNamed(name)], ports: tcp(port) })),
          ...externalEgress(job.egress),
        ],
      },
    });
  }
}
