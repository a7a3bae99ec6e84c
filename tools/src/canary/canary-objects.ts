import { z } from 'zod';

/** As much of the gateway's objects as a canary is made from. */
export const GatewayPods = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({ containers: z.array(z.looseObject({ image: z.string() })) }),
    }),
  }),
});
export type GatewayPods = z.infer<typeof GatewayPods>;

const versionLabel = 'app.kubernetes.io/version';
const nameLabel = 'app.kubernetes.io/name';

/** Pods of one version of the gateway. */
export const podsOf = (version: string, name: string): Readonly<Record<string, string>> => ({
  [nameLabel]: name,
  [versionLabel]: version,
});

/** The version that runs. */
export const runningVersion = ({ spec }: GatewayPods): string =>
  spec.template.metadata.labels[versionLabel] ?? '';

export const canaryName = (name: string): string => `${name}-canary`;

const withTag = (image: string, version: string): string =>
  image.replace(/(?::[^/:@]+)?(?:@.*)?$/, `:${version}`);

/**
 * The new version of the gateway beside the old one: the same pods with another image. They keep the name of the gateway
 * in their labels, so that the network lets them do what it may do; what tells them apart is the version.
 */
export const canaryObjects = (gateway: GatewayPods, version: string, port: number): readonly object[] => {
  const { name, namespace } = gateway.metadata;
  const labels = podsOf(version, name);
  const { metadata, spec } = gateway.spec.template;
  const common = { name: canaryName(name), namespace, labels };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: common,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { ...metadata, labels: { ...metadata.labels, ...labels } },
          spec: {
            ...spec,
            containers: spec.containers.map((container) => ({
              ...container,
              image: withTag(container.image, version),
            })),
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: common,
      spec: { selector: labels, ports: [{ name: 'http', port, targetPort: 'http' }] },
    },
  ];
};
