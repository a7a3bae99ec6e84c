import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigOf, type remediator, services } from '@octollm/catalogue';
import type { Actuator, ServiceRemedy } from './actuator.ts';
import { actionMs } from './deadlines.ts';
import { HttpApi } from './http-api.ts';
import { KubernetesActuator } from './kubernetes/kubernetes-actuator.ts';
import { LocalActuator } from './local-actuator.ts';

type Config = ConfigOf<typeof remediator>;

/** Kubernetes and the platform answer at once, or something is wrong with them. */
const answerMs = 10_000;

const perNode = new Set(
  services.filter(({ scaling }) => scaling.kind === 'per-node').map(({ name }) => name),
);

/** What acts on services, and how it is closed. */
export interface OpenedActuator {
  readonly actuator: Actuator<ServiceRemedy>;
  readonly api: HttpApi;
}

/** Acts as the service account of the pod may. @throws Error when its ca.crt cannot be read */
export const openKubernetes = async (config: Config, namespace: string): Promise<OpenedActuator> => {
  const folder = config.REMEDIATOR_SERVICE_ACCOUNT;
  const origin = config.REMEDIATOR_KUBERNETES_URL;
  const api = new HttpApi({
    name: 'Kubernetes',
    origin,
    // Kubernetes renews the token within the hour.
    authorization: async () => `Bearer ${(await readFile(join(folder, 'token'), 'utf8')).trim()}`,
    timeoutMs: answerMs,
    ca: origin.startsWith('https:') ? await readFile(join(folder, 'ca.crt'), 'utf8') : undefined,
  });
  return { actuator: new KubernetesActuator({ api, namespace, perNode }), api };
};

/** Acts through the control of the local stack. */
export const openLocal = (config: Config): OpenedActuator => {
  const api = new HttpApi({
    name: 'The local stack',
    origin: config.REMEDIATOR_LOCAL_URL ?? '',
    authorization: () => Promise.resolve(`Bearer ${config.REMEDIATOR_LOCAL_TOKEN ?? ''}`),
    timeoutMs: actionMs('local'),
  });
  return { actuator: new LocalActuator(api), api };
};

/** The API of the platform; null when there is no key for it. */
export const openPlatform = (config: Config): HttpApi | null => {
  const key = config.REMEDIATOR_API_KEY;
  if (key === undefined) return null;
  return new HttpApi({
    name: 'The platform',
    origin: config.REFLEX_GATEWAY_URL,
    authorization: () => Promise.resolve(`Bearer ${key}`),
    timeoutMs: answerMs,
  });
};
