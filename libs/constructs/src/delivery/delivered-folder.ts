import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { deliveryNamespace, deliveryProject } from './delivery-project.ts';
import { type SyncPolicyProps, syncPolicy } from './sync-policy.ts';

export interface DeliveredFolderProps extends SyncPolicyProps {
  /** The name of the ApplicationSet, and what the names of its applications begin with. */
  readonly name: string;
  readonly repository: string;
  /** The branch, tag or commit to follow. */
  readonly revision: string;
  /** The folder in the repository, which holds a kustomization. */
  readonly path: string;
  /** Where objects go that name no namespace. */
  readonly namespace: string;
  /** The labels of the clusters that get the folder, on the Secrets by which Argo CD knows its clusters. */
  readonly clusters: Readonly<Record<string, string>>;
  /**
   * Fields that others set while all is well. Argo CD takes no difference in them for drift; a new commit sets them back.
   * @default none
   */
  readonly movable?: readonly MovableField[];
}

/** A field of every object of a kind. */
export interface MovableField {
  readonly group: string;
  readonly kind: string;
  /** A JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/**
 * Delivers a folder of manifests to every cluster with certain labels: an ApplicationSet that makes an application for
 * each (https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/). Waves order the
 * objects within it.
 */
export class DeliveredFolder extends Construct {
  constructor(scope: Construct, id: string, props: DeliveredFolderProps) {
    super(scope, id);
    const { name, repository, revision, path, namespace, clusters, movable = [] } = props;
    new ApiObject(this, 'application-set', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name, namespace: deliveryNamespace, labels: { ...platformLabels } },
      spec: {
        goTemplate: true,
        goTemplateOptions: ['missingkey=error'],
        generators: [{ clusters: { selector: { matchLabels: { ...clusters } } } }],
        // An ApplicationSet that is deleted by mistake takes no environment with it.
        syncPolicy: { preserveResourcesOnDeletion: true },
        template: {
          metadata: { name: `${name}-{{.nameNormalized}}` },
          spec: {
            project: deliveryProject,
            source: { repoURL: repository, targetRevision: revision, path },
            destination: { server: '{{.server}}', namespace },
            syncPolicy: syncPolicy(props),
            ...(movable.length === 0
              ? {}
              : {
                  ignoreDifferences: movable.map(({ group, kind, pointer }) => ({
                    group,
                    kind,
                    jsonPointers: [pointer],
                  })),
                }),
          },
        },
      },
    });
  }
}
