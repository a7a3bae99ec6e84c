import { reflexGateway } from '@octollm/catalogue';
import { kubectl } from '../cluster/index.ts';
import { canaryName, canaryObjects, GatewayPods, podsOf, runningVersion } from './canary-objects.ts';
import type { CanaryOptions } from './options.ts';

const { name, port } = reflexGateway;

const backend = (service: string, weight: number) => ({
  group: '',
  kind: 'Service',
  name: service,
  port,
  weight,
});

/** Changes an object by a JSON patch: a list is replaced, where merging would keep what is in it. */
const replace = (namespace: string, object: string, path: string, value: unknown): Promise<string> => {
  const patch = JSON.stringify([{ op: 'replace', path, value }]);
  return kubectl(['patch', object, '--namespace', namespace, '--type', 'json', '--patch', patch]);
};

const share = (namespace: string, backends: readonly object[]): Promise<string> =>
  replace(namespace, `httproute/${name}`, '/spec/rules/0/backendRefs', backends);

/**
 * Starts the new version of the gateway beside the old one and hands it a part of the requests once it is ready. The
 * Service of the gateway keeps to the old version meanwhile.
 */
export const startCanary = async ({ namespace, version, weight }: CanaryOptions): Promise<void> => {
  const gateway = GatewayPods.parse(
    JSON.parse(await kubectl(['get', `daemonset/${name}`, '--namespace', namespace, '--output', 'json'])),
  );
  await replace(namespace, `service/${name}`, '/spec/selector', podsOf(runningVersion(gateway), name));
  const items = canaryObjects(gateway, version, port);
  await kubectl(['apply', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const deployment = `deployment/${canaryName(name)}`;
  await kubectl(['rollout', 'status', deployment, '--namespace', namespace, '--timeout', '10m']);
  await share(namespace, [backend(name, 100 - weight), backend(canaryName(name), weight)]);
};

/** Gives all requests back to the gateway and removes what was beside it. A canary that is not there is no error. */
export const stopCanary = async (namespace: string): Promise<void> => {
  await share(namespace, [backend(name, 1)]);
  await replace(namespace, `service/${name}`, '/spec/selector', { 'app.kubernetes.io/name': name });
  await kubectl([
    'delete',
    'deployment,service',
    canaryName(name),
    '--namespace',
    namespace,
    '--ignore-not-found',
  ]);
};
