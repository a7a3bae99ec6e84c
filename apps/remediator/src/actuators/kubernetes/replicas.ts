import { z } from 'zod';

/** Kubernetes takes 1 when the field is not set. */
const Deployment = z.object({ spec: z.object({ replicas: z.int().min(0).default(1) }) });

/** The replicas that a Deployment is to have now; undefined when the object is none. */
export const replicasIn = (body: unknown): number | undefined =>
  Deployment.safeParse(body).data?.spec.replicas;
