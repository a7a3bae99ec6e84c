import { z } from 'zod';

/** Holds the floor from before it was raised, so that it can be put back whatever became of the remediator. */
export const floorAnnotation = 'octollm.dev/floor-before-remediation';

/** An autoscaler, as far as its floor is concerned. */
export interface AutoscalerKind {
  readonly name: string;
  readonly path: (namespace: string, service: string) => string;
  readonly floor: 'minReplicas' | 'minReplicaCount';
  readonly ceiling: 'maxReplicas' | 'maxReplicaCount';
  /** What Kubernetes takes when the field is not set. */
  readonly defaultFloor: number;
}

/** A service has one of them at most; their names are that of the service. */
export const autoscalerKinds: readonly AutoscalerKind[] = [
  {
    name: 'ScaledObject',
    path: (namespace, service) => `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects/${service}`,
    floor: 'minReplicaCount',
    ceiling: 'maxReplicaCount',
    defaultFloor: 0,
  },
  {
    name: 'HorizontalPodAutoscaler',
    path: (namespace, service) =>
      `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/${service}`,
    floor: 'minReplicas',
    ceiling: 'maxReplicas',
    defaultFloor: 1,
  },
];

const Read = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.record(z.string(), z.unknown()),
});

/** The floor of an autoscaler as it was read, and what tells that it has not changed since. */
export interface Floor {
  readonly resourceVersion: string;
  readonly now: number;
  readonly most: number;
  /** The floor before it was raised; undefined when nobody raised it. */
  readonly before: number | undefined;
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

/** Reads the floor of an autoscaler; undefined when the object is none. */
export const floorIn = (body: unknown, kind: AutoscalerKind): Floor | undefined => {
  const { data } = Read.safeParse(body);
  if (data === undefined) return undefined;
  const noted = data.metadata.annotations?.[floorAnnotation];
  const most = numberIn(data.spec[kind.ceiling]);
  if (most === undefined) return undefined;
  return {
    resourceVersion: data.metadata.resourceVersion,
    now: numberIn(data.spec[kind.floor]) ?? kind.defaultFloor,
    most,
    before: noted !== undefined && /^\d{1,6}$/.test(noted) ? Number(noted) : undefined,
  };
};

/** A merge patch (RFC 7396) of the floor. With its resourceVersion it is refused when somebody else was faster. */
export const floorPatch = (
  kind: AutoscalerKind,
  { resourceVersion }: Floor,
  floor: number,
  before: number | null,
): object => ({
  metadata: {
    resourceVersion,
    annotations: { [floorAnnotation]: before === null ? null : String(before) },
  },
  spec: { [kind.floor]: floor },
});
