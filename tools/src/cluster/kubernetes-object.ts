import { z } from 'zod';

/** As much of an object of Kubernetes as tells which one it is. */
export const KubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;

export const KubernetesList = z.object({ items: z.array(KubernetesObject) });

/** What makes an object the same one to Kubernetes, whatever version of its API it is written in. */
export const identityOf = ({ apiVersion, kind, metadata }: KubernetesObject): string => {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return [`${kind}${group}`, metadata.namespace, metadata.name]
    .filter((part) => part !== undefined)
    .join(' ');
};
