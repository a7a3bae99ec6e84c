import type { Cluster } from '../cluster/cluster.ts';
import { findsMadePods } from '../cluster/made-pods.ts';
import { endpointsOf, monitoredServices, namespacesOf } from '../cluster/monitors.ts';
import type { Resource } from '../cluster/resource.ts';
import { backends } from '../cluster/routes.ts';
import { autoscalers } from '../cluster/scale.ts';
import { behind, hasSelector, servicePorts } from '../cluster/services.ts';
import { podPorts } from '../cluster/workload.ts';
import { at, shown, textsIn } from '../read/json.ts';
import { labelSelector, selectorText, selects } from '../read/selector.ts';
import { type Fault, fault, type Rule } from './rule.ts';

const services = (cluster: Cluster): readonly Fault[] =>
  cluster
    .ofKind('Service')
    .filter(hasSelector)
    .flatMap((service): readonly Fault[] => {
      const workloads = behind(cluster, service);
      const wanted = labelSelector(at(service.body, 'spec', 'selector'));
      // What ports they have only their controller knows.
      if (findsMadePods(cluster, wanted, service.namespace)) return [];
      const selector = selectorText(wanted);
      if (workloads.length === 0)
        return [fault(service, 'spec.selector', `There are no pods ${selector}.`, selector)];
      return servicePorts(service).flatMap(({ targetPort, protocol, path }) =>
        workloads
          .filter(
            (workload) =>
              !podPorts(workload).some(
                (port) =>
                  port.protocol === protocol && (port.name === targetPort || port.number === targetPort),
              ),
          )
          .map(({ resource }) =>
            fault(
              service,
              `${path}.targetPort`,
              `The pods of ${resource.name} declare no port ${shown(targetPort)} (${protocol}).`,
              shown(targetPort),
            ),
          ),
      );
    });

const selfSelection = (cluster: Cluster): readonly Fault[] =>
  cluster.workloads
    .filter(
      ({ resource, podLabels }) =>
        ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(resource.kind) &&
        (at(resource.body, 'spec', 'selector') === undefined ||
          !selects(at(resource.body, 'spec', 'selector'), podLabels)),
    )
    .map(({ resource }) =>
      fault(resource, 'spec.selector', 'The selector does not find the pods of the template.'),
    );

const scaleTargets = (cluster: Cluster): readonly Fault[] =>
  autoscalers(cluster)
    .filter(
      ({ resource, targetKind, targetName }) =>
        cluster.find(targetKind, resource.namespace, targetName) === undefined,
    )
    .map(({ resource, targetKind, targetName, path }) =>
      fault(resource, path, `${targetKind} ${targetName} does not exist.`, targetName),
    );

const budgets = (cluster: Cluster): readonly Fault[] =>
  cluster
    .ofKind('PodDisruptionBudget')
    .filter(({ body, namespace }) => {
      const selector = at(body, 'spec', 'selector');
      return (
        cluster.selected(selector, namespace).length === 0 && !findsMadePods(cluster, selector, namespace)
      );
    })
    .map((budget) => {
      const selector = selectorText(at(budget.body, 'spec', 'selector'));
      return fault(budget, 'spec.selector', `There are no pods ${selector}.`, selector);
    });

const unnamedPorts = (monitor: Resource, service: Resource): readonly Fault[] =>
  endpointsOf(monitor, 'endpoints')
    .filter(({ port }) => port !== undefined && !servicePorts(service).some(({ name }) => name === port))
    .map(({ port, path }) =>
      fault(monitor, `${path}.port`, `Service ${service.name} has no port named ${port}.`, port),
    );

/** Whether a monitor looks only where these manifests have no Service: what others installed there is not known here. */
const looksElsewhere = (cluster: Cluster, monitor: Resource): boolean =>
  namespacesOf(cluster, monitor).every(
    (namespace) => namespace !== monitor.namespace && cluster.servicesIn(namespace).length === 0,
  );

const serviceMonitors = (cluster: Cluster): readonly Fault[] =>
  cluster.ofKind('ServiceMonitor').flatMap((monitor): readonly Fault[] => {
    if (looksElsewhere(cluster, monitor)) return [];
    const monitored = monitoredServices(cluster, monitor);
    const selector = selectorText(at(monitor.body, 'spec', 'selector'));
    return monitored.length === 0
      ? [fault(monitor, 'spec.selector', `There is no Service ${selector}.`, selector)]
      : monitored.flatMap((service) => unnamedPorts(monitor, service));
  });

const podMonitors = (cluster: Cluster): readonly Fault[] =>
  cluster.ofKind('PodMonitor').flatMap((monitor): readonly Fault[] => {
    const selector = at(monitor.body, 'spec', 'selector');
    const namespaces = namespacesOf(cluster, monitor);
    // What ports they have only their controller knows.
    if (namespaces.some((namespace) => findsMadePods(cluster, selector, namespace))) return [];
    const workloads = namespaces.flatMap((namespace) => cluster.selected(selector, namespace));
    if (workloads.length === 0)
      return [
        fault(
          monitor,
          'spec.selector',
          `There are no pods ${selectorText(selector)}.`,
          selectorText(selector),
        ),
      ];
    return endpointsOf(monitor, 'podMetricsEndpoints')
      .filter(
        ({ port }) =>
          port !== undefined &&
          workloads.some((workload) => !podPorts(workload).some(({ name }) => name === port)),
      )
      .map(({ port, path }) =>
        fault(monitor, `${path}.port`, `Not all of the pods have a port named ${port}.`, port),
      );
  });

const backups = (cluster: Cluster): readonly Fault[] =>
  cluster.ofKind('Schedule').flatMap((schedule): readonly Fault[] => {
    const template = at(schedule.body, 'spec', 'template');
    const named = textsIn(at(template, 'includedNamespaces')).filter((namespace) => namespace !== '*');
    const missing = named.filter((namespace) => !cluster.namespaces.includes(namespace));
    const selector = at(template, 'labelSelector');
    const found = cluster.resources.some(
      ({ namespace, labels }) =>
        (named.length === 0 || named.includes(namespace)) && selects(selector, labels),
    );
    return [
      ...missing.map((namespace) =>
        fault(
          schedule,
          'spec.template.includedNamespaces',
          `The namespace ${namespace} does not exist.`,
          namespace,
        ),
      ),
      ...(selector === undefined || found
        ? []
        : [
            fault(
              schedule,
              'spec.template.labelSelector',
              `Nothing is labelled ${selectorText(selector)}: the backup would be empty.`,
              selectorText(selector),
            ),
          ]),
    ];
  });

const routeTargets = (cluster: Cluster): readonly Fault[] =>
  backends(cluster).flatMap(({ route, namespace, service: name, port, path }) => {
    const service = cluster.find('Service', namespace, name);
    if (service === undefined) return fault(route, path, `The Service ${name} does not exist.`, name);
    return servicePorts(service).some((candidate) => candidate.port === port || candidate.name === port)
      ? []
      : fault(route, path, `Service ${name} has no port ${shown(port)}.`, name);
  });

/** Whether what refers to something finds it: rule 53. */
export const graphRules: readonly Rule[] = [
  {
    id: 53,
    name: 'Selectors and references lead somewhere, port names included',
    why: 'A Service without pods, a monitor without a port and a budget without a workload fail in silence.',
    mend: 'Correct the selector, the name or the port on one of the two sides.',
    check: ({ cluster }) => [
      ...services(cluster),
      ...selfSelection(cluster),
      ...scaleTargets(cluster),
      ...budgets(cluster),
      ...serviceMonitors(cluster),
      ...podMonitors(cluster),
      ...backups(cluster),
      ...routeTargets(cluster),
    ],
  },
];
