import { at, listIn, numberIn, textIn } from '../read/json.ts';
import type { Cluster } from './cluster.ts';
import type { Resource } from './resource.ts';

/** A Service that a route sends requests to. */
export interface Backend {
  readonly route: Resource;
  readonly namespace: string;
  readonly service: string;
  /** The number or the name of the port of the Service. */
  readonly port: unknown;
  readonly path: string;
}

/** A Gateway that a route hangs on. */
export interface Parent {
  readonly route: Resource;
  readonly namespace: string;
  readonly gateway: string;
  /** The listener; undefined for all of them. */
  readonly section: string | undefined;
  readonly path: string;
}

/** The routes of the Gateway API. */
export const routes = (cluster: Cluster): readonly Resource[] => cluster.ofKind('HTTPRoute', 'GRPCRoute');

const routeBackends = (route: Resource): readonly Backend[] =>
  listIn(at(route.body, 'spec', 'rules')).flatMap((rule, index) =>
    listIn(at(rule, 'backendRefs'))
      .filter((reference) => (at(reference, 'kind') ?? 'Service') === 'Service')
      .map((reference, position) => ({
        route,
        namespace: textIn(at(reference, 'namespace')) ?? route.namespace,
        service: textIn(at(reference, 'name')) ?? '',
        port: at(reference, 'port'),
        path: `spec.rules[${index}].backendRefs[${position}]`,
      })),
  );

const ingressBackend = (route: Resource, backend: unknown, path: string): readonly Backend[] => {
  const service = textIn(at(backend, 'service', 'name'));
  if (service === undefined) return [];
  const port = numberIn(at(backend, 'service', 'port', 'number')) ?? at(backend, 'service', 'port', 'name');
  return [{ route, namespace: route.namespace, service, port, path }];
};

const ingressBackends = (route: Resource): readonly Backend[] => [
  ...ingressBackend(route, at(route.body, 'spec', 'defaultBackend'), 'spec.defaultBackend'),
  ...listIn(at(route.body, 'spec', 'rules')).flatMap((rule, index) =>
    listIn(at(rule, 'http', 'paths')).flatMap((entry, position) =>
      ingressBackend(route, at(entry, 'backend'), `spec.rules[${index}].http.paths[${position}].backend`),
    ),
  ),
];

/** The Services that Ingresses and routes send requests to. */
export const backends = (cluster: Cluster): readonly Backend[] => [
  ...routes(cluster).flatMap(routeBackends),
  ...cluster.ofKind('Ingress').flatMap(ingressBackends),
];

/** The Gateways that a route hangs on. */
export const parentsOf = (route: Resource): readonly Parent[] =>
  listIn(at(route.body, 'spec', 'parentRefs'))
    .filter((reference) => (at(reference, 'kind') ?? 'Gateway') === 'Gateway')
    .map((reference, index) => ({
      route,
      namespace: textIn(at(reference, 'namespace')) ?? route.namespace,
      gateway: textIn(at(reference, 'name')) ?? '',
      section: textIn(at(reference, 'sectionName')),
      path: `spec.parentRefs[${index}]`,
    }));
