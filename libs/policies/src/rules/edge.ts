import { proxiesOf } from '../cluster/made-pods.ts';
import { endpointsOf, monitoredServices } from '../cluster/monitors.ts';
import { allows, type Endpoint } from '../cluster/network.ts';
import type { Resource } from '../cluster/resource.ts';
import { backends, parentsOf, routes } from '../cluster/routes.ts';
import { behind, type ServicePort, servicePorts, targetOf } from '../cluster/services.ts';
import { at, listIn, shown, textIn, textsIn } from '../read/json.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

/** The faults of pods behind a Service that do not let somebody in on one of its ports. */
const closedTo = (
  { cluster }: Context,
  visitor: Endpoint,
  who: string,
  service: Resource,
  ports: readonly ServicePort[],
): readonly Fault[] =>
  behind(cluster, service).flatMap((workload) =>
    ports.flatMap((port) => {
      const target = targetOf(workload, port);
      return target === undefined || allows(cluster, workload, 'Ingress', visitor, target)
        ? []
        : fault(
            workload.resource,
            'spec',
            `${who} is not let in on port ${target.number}, where ${service.name} leads it.`,
            who,
          );
    }),
  );

const closedRoutes = (context: Context): readonly Fault[] =>
  backends(context.cluster)
    .filter(({ route }) => route.kind !== 'Ingress')
    .flatMap(({ route, namespace, service: name, port }) => {
      const service = context.cluster.find('Service', namespace, name);
      if (service === undefined) return [];
      const ports = servicePorts(service).filter((candidate) => candidate.port === port);
      return parentsOf(route).flatMap(({ namespace: home, gateway }) =>
        closedTo(context, proxiesOf(home, gateway), `Gateway ${gateway}`, service, ports),
      );
    });

const closedMonitors = (context: Context): readonly Fault[] =>
  context.cluster.ofKind('ServiceMonitor').flatMap((monitor) =>
    monitoredServices(context.cluster, monitor).flatMap((service) => {
      const scraped = endpointsOf(monitor, 'endpoints').map(({ port }) => port);
      const ports = servicePorts(service).filter(({ name }) => name !== undefined && scraped.includes(name));
      return closedTo(context, context.prometheus, 'Prometheus', service, ports);
    }),
  );

const ingressTls = (ingress: Resource): readonly Fault[] => {
  const secured = new Set(
    listIn(at(ingress.body, 'spec', 'tls')).flatMap((entry) => textsIn(at(entry, 'hosts'))),
  );
  const hosts = listIn(at(ingress.body, 'spec', 'rules')).map((rule) => textIn(at(rule, 'host')));
  const wildcard = (host: string): string => host.replace(/^[^.]+/, '*');
  const isSecured = (host: string | undefined): boolean =>
    host !== undefined && (secured.has(host) || secured.has(wildcard(host)));
  return [
    ...hosts.flatMap((host, index) =>
      isSecured(host)
        ? []
        : fault(
            ingress,
            `spec.rules[${index}].host`,
            `TLS does not cover ${host ?? 'every host'}.`,
            host ?? '',
          ),
    ),
    ...(hosts.length === 0 ? [fault(ingress, 'spec.rules', 'TLS does not cover the default backend.')] : []),
  ];
};

const isSecure = (listener: unknown): boolean => {
  const mode = at(listener, 'tls', 'mode') ?? 'Terminate';
  const hasCertificate = listIn(at(listener, 'tls', 'certificateRefs')).length > 0;
  return (
    ['HTTPS', 'TLS'].includes(textIn(at(listener, 'protocol')) ?? '') &&
    (mode === 'Passthrough' || hasCertificate)
  );
};

const onlyRedirects = (route: Resource): boolean => {
  const rules = listIn(at(route.body, 'spec', 'rules'));
  return (
    rules.length > 0 &&
    rules.every((rule) =>
      listIn(at(rule, 'filters')).some((filter) => at(filter, 'requestRedirect', 'scheme') === 'https'),
    )
  );
};

const routeTls = ({ cluster }: Context, route: Resource): readonly Fault[] =>
  parentsOf(route).flatMap(({ namespace, gateway: name, section, path }) => {
    const gateway = cluster.find('Gateway', namespace, name);
    if (gateway === undefined)
      return fault(route, path, `The Gateway ${name} in ${namespace} does not exist.`, name);
    const listeners = listIn(at(gateway.body, 'spec', 'listeners')).filter(
      (listener) => section === undefined || at(listener, 'name') === section,
    );
    if (listeners.length === 0)
      return fault(route, path, `The Gateway ${name} has no listener ${shown(section)}.`, name);
    return listeners.every(isSecure) || onlyRedirects(route)
      ? []
      : fault(route, path, `A listener of the Gateway ${name} serves the route without TLS.`, name);
  });

/** What comes in from outside: rules 49 and 52. */
export const edgeRules: readonly Rule[] = [
  {
    id: 49,
    name: 'Backends let the Gateway in, and metrics Prometheus',
    why: 'Under default deny the edge would answer 503, and the alerts would be silent because there is no data.',
    mend: 'Allow the proxies of the Gateway, or Prometheus, in the ingress policy of the pods, on the targetPort.',
    check: (context) => [...closedRoutes(context), ...closedMonitors(context)],
  },
  {
    id: 52,
    name: 'Every public host has TLS, and no annotation holds configuration of the proxy',
    why: 'Keys of the API would cross the internet in the clear; a snippet runs in the proxy of everybody.',
    mend: 'List the host under tls, or hang the route on an HTTPS listener; remove snippet annotations.',
    check: (context) => [
      ...context.cluster.ofKind('Ingress').flatMap((ingress) => [
        ...ingressTls(ingress),
        ...Object.keys(ingress.annotations)
          .filter((annotation) => annotation.includes('snippet'))
          .map((annotation) =>
            fault(
              ingress,
              `metadata.annotations["${annotation}"]`,
              'The annotation puts text into the configuration of the proxy.',
              annotation,
            ),
          ),
      ]),
      ...routes(context.cluster).flatMap((route) => routeTls(context, route)),
    ],
  },
];
