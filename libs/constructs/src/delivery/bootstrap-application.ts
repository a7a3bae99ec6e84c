import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { deliveryNamespace } from './delivery-project.ts';
import { syncPolicy } from './sync-policy.ts';

export interface BootstrapApplicationProps {
  readonly name: string;
  readonly repository: string;
  readonly revision: string;
  /** The folder that holds the project and the ApplicationSets. The file of this application must not be in it. */
  readonly path: string;
}

/**
 * The one application that is applied by hand; it brings all others. It lies outside the folder that it delivers: an
 * application that finds itself in its own folder prunes itself the day it is moved. It is of the project `default`,
 * because it brings the project of the others.
 */
export class BootstrapApplication extends Construct {
  constructor(scope: Construct, id: string, { name, repository, revision, path }: BootstrapApplicationProps) {
    super(scope, id);
    new ApiObject(this, 'application', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: deliveryNamespace, labels: { ...platformLabels } },
      spec: {
        project: 'default',
        source: { repoURL: repository, targetRevision: revision, path },
        destination: { server: 'https://kubernetes.default.svc', namespace: deliveryNamespace },
        syncPolicy: syncPolicy({ automated: true }),
      },
    });
  }
}
