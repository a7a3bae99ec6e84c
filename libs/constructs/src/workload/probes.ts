import { k8s } from 'cdk8s-plus-27';

/** The paths that answer the three probes. */
export interface ProbePaths {
  readonly startup: string;
  readonly ready: string;
  readonly live: string;
}

/** The name of the port that serves requests and answers probes. */
export const httpPort = 'http';

const get = (path: string): k8s.HttpGetAction => ({ path, port: k8s.IntOrString.fromString(httpPort) });

/**
 * The probes of a container. The startup probe holds the others back for up to a minute; readiness gives up quickly,
 * since being wrong costs nothing; liveness is patient, since it restarts the container.
 */
export const probesOf = (
  paths: ProbePaths,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> => ({
  startupProbe: { httpGet: get(paths.startup), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
  readinessProbe: { httpGet: get(paths.ready), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
  livenessProbe: { httpGet: get(paths.live), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
});
