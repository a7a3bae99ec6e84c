import {
  BootstrapApplication,
  type ClusterKind,
  DeliveredFolder,
  DeliveryProject,
  veleroNamespace,
} from '@octollm/constructs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster } from './cluster.ts';
import { systemNamespace } from './edge.ts';
import type { Environment } from './environments/environment.ts';
import { movedByRemediation } from './remediation.ts';

/** The repository that Argo CD reads. */
const repository = 'https://github.com/octollm/octollm.git';
const revision = 'main';
const manifestsFolder = 'manifests';

/** The label that says which environments a cluster holds, on the Secret by which Argo CD knows the cluster. */
const environmentLabel = (name: string): Readonly<Record<string, string>> => ({
  [`octollm.dev/${name}`]: 'true',
});

/** Every kind of the manifests that belongs to a cluster. */
const clusterKinds: readonly ClusterKind[] = [
  { group: '', kind: 'Namespace' },
  { group: 'cert-manager.io', kind: 'ClusterIssuer' },
  { group: 'external-secrets.io', kind: 'ClusterSecretStore' },
  { group: 'node.k8s.io', kind: 'RuntimeClass' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass' },
  { group: 'storage.k8s.io', kind: 'StorageClass' },
];

/**
 * How Argo CD delivers the manifests. Dev follows the branch. Staging and production get releases, one after the other, so
 * they and what they share wait for somebody who says so: otherwise the branch would take back what a release applied.
 */
export class Delivery extends Construct {
  /** Its folder among the manifests. */
  static readonly folder = 'argocd';

  constructor(scope: Construct, environments: readonly Environment[]) {
    super(scope, Delivery.folder);
    const namespaces = [systemNamespace, veleroNamespace, ...environments.map(({ namespace }) => namespace)];
    new DeliveryProject(new Chart(this, 'project'), 'project', { repository, namespaces, clusterKinds });
    new DeliveredFolder(new Chart(this, Cluster.folder), 'folder', {
      name: 'octollm-cluster',
      repository,
      revision,
      path: `${manifestsFolder}/${Cluster.folder}`,
      namespace: systemNamespace,
      clusters: environmentLabel(Cluster.folder),
      automated: false,
    });
    for (const { name, namespace } of environments)
      new DeliveredFolder(new Chart(this, name), 'folder', {
        name: `octollm-${name}`,
        repository,
        revision,
        path: `${manifestsFolder}/${name}`,
        namespace,
        clusters: environmentLabel(name),
        automated: name === 'dev',
        movable: movedByRemediation,
      });
  }
}

/** What is applied by hand, once: everything else follows from it. */
export class Bootstrap extends Construct {
  /** Its folder among the manifests. */
  static readonly folder = 'bootstrap';

  constructor(scope: Construct) {
    super(scope, Bootstrap.folder);
    new BootstrapApplication(new Chart(this, Delivery.folder), 'application', {
      name: 'octollm',
      repository,
      revision,
      path: `${manifestsFolder}/${Delivery.folder}`,
    });
  }
}
