import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';

/** Quantities by the key of a ResourceQuota, such as `requests.cpu` and `pods`. */
export type Quantities = Readonly<Record<string, string>>;

export interface NamespaceBoundsProps {
  readonly namespace: string;
  /** What all pods of the namespace may take together. */
  readonly quota: Quantities;
  /**
   * The limits of a container that names none, where others make containers that ask for more than the usual ones: Kubernetes
   * refuses a request above its limit.
   * @default 500m, 256Mi and 256Mi of ephemeral storage
   */
  readonly defaultLimits?: Quantities;
}

/** What a container gets that asks for nothing, and the most that one may ask for. */
const containerBounds = {
  defaultRequest: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
  default: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
  max: { cpu: '16', memory: '64Gi', 'ephemeral-storage': '16Gi' },
} as const satisfies Readonly<Record<string, Quantities>>;

const quantities = (amounts: Quantities): Record<string, k8s.Quantity> =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, k8s.Quantity.fromString(amount)]));

/**
 * Bounds what runs in a namespace. A quota on cpu or memory makes Kubernetes refuse every container that does not say
 * what it needs, so a LimitRange says it for those.
 */
export class NamespaceBounds extends Construct {
  constructor(scope: Construct, id: string, { namespace, quota, defaultLimits = {} }: NamespaceBoundsProps) {
    super(scope, id);
    const labels = { ...platformLabels };
    const bounds = { ...containerBounds, default: { ...containerBounds.default, ...defaultLimits } };
    new k8s.KubeResourceQuota(this, 'quota', {
      metadata: { name: 'quota', namespace, labels },
      spec: { hard: quantities(quota) },
    });
    new k8s.KubeLimitRange(this, 'limits', {
      metadata: { name: 'limits', namespace, labels },
      spec: {
        limits: [
          {
            type: 'Container',
            ...Object.fromEntries(
              Object.entries(bounds).map(([bound, amounts]) => [bound, quantities(amounts)]),
            ),
          },
        ],
      },
    });
  }
}
