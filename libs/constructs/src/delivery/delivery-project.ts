import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';

/** The namespace that Argo CD itself is in: it looks for its objects nowhere else. */
export const deliveryNamespace = 'argocd';

/** The project of Argo CD that all applications of the platform belong to. */
export const deliveryProject = 'octollm';

/** A kind of object that belongs to a cluster. */
export interface ClusterKind {
  readonly group: string;
  readonly kind: string;
}

export interface DeliveryProjectProps {
  /** The repository that holds the manifests. */
  readonly repository: string;
  /** Where its applications may put objects. */
  readonly namespaces: readonly string[];
  /** What they may put into the cluster itself. */
  readonly clusterKinds: readonly ClusterKind[];
}

/**
 * What the applications of the platform may do at most, whatever their manifests ask for: one repository, its namespaces
 * and the few kinds of cluster-wide objects that are named here
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/projects/).
 */
export class DeliveryProject extends Construct {
  constructor(scope: Construct, id: string, { repository, namespaces, clusterKinds }: DeliveryProjectProps) {
    super(scope, id);
    new ApiObject(this, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: {
        name: deliveryProject,
        namespace: deliveryNamespace,
        labels: { ...platformLabels },
        // Otherwise applications that are still there could not be deleted any more.
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        description: 'OctoLLM in all its environments',
        sourceRepos: [repository],
        destinations: namespaces.map((namespace) => ({ server: '*', namespace })),
        clusterResourceWhitelist: clusterKinds.map(({ group, kind }) => ({ group, kind })),
        orphanedResources: { warn: true },
      },
    });
  }
}
