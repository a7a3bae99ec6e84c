import { z } from 'zod';

/**
 * Holds the floor from before it was raised and the raised one, such as `2:3`, so that it can be put back whatever became
 * of the remediator, and only where nobody else has moved it since.
 */
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

/** What is noted of a floor that was raised. */
export interface Raise {
  readonly before: number;
  readonly raised: number;
}

/** The floor of an autoscaler as it was read, and what tells that it has not changed since. */
export interface Floor {
  readonly resourceVersion: string;
  readonly now: number;
  readonly most: number;
  /** Undefined when nobody raised it. */
  readonly note: Raise | undefined;
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

const noteIn = (text: string | undefined): Raise | undefined => {
  const [, before, raised] = /^(\d{1,6}):(\d{1,6})$/.exec(text ?? '') ?? [];
  return before === undefined ? undefined : { before: Number(before), raised: Number(raised) };
};

/** Reads the floor of an autoscaler; undefined when the object is none. */
export const floorIn = (body: unknown, kind: AutoscalerKind): Floor | undefined => {
  const { data } = Read.safeParse(body);
  if (data === undefined) return undefined;
  const most = numberIn(data.spec[kind.ceiling]);
  if (most === undefined) return undefined;
  return {
    resourceVersion: data.metadata.resourceVersion,
    now: numberIn(data.spec[kind.floor]) ?? kind.defaultFloor,
    most,
    note: noteIn(data.metadata.annotations?.[floorAnnotation]),
  };
};

/** What a floor is to become, and what is noted of it; null for nothing. */
export interface FloorChange {
  /** Undefined when it stays where it is. */
  readonly floor?: number;
  readonly note: Raise | null;
}

/** A merge patch (RFC 7396) of the floor. With its resourceVersion it is refused when somebody else was faster. */
export const floorPatch = (
  kind: AutoscalerKind,
  { resourceVersion }: Floor,
  { floor, note }: FloorChange,
): object => ({
  metadata: {
    resourceVersion,
    annotations: { [floorAnnotation]: note === null ? null : `${note.before}:${note.raised}` },
  },
  ...(floor === undefined ? {} : { spec: { [kind.floor]: floor } }),
});
