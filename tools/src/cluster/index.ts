export { KubectlError, kubectl } from './kubectl.ts';
export { identityOf, KubernetesList, KubernetesObject } from './kubernetes-object.ts';
