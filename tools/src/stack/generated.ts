import { addressSetting, type Environment, type Service } from '@octollm/catalogue';
import type { ServicePorts } from './ports.ts';
import type { Secrets } from './secrets.ts';

/** Every service of the stack is reached here and nowhere else. */
export const host = '127.0.0.1';

export const addressOf = (port: number): string => `http://${host}:${port}`;

export interface StackFacts {
  readonly services: readonly Service[];
  readonly ports: ReadonlyMap<string, ServicePorts>;
  readonly secrets: Pick<Secrets, 'gateway' | 'orchestrator'>;
  readonly databaseUrl: string;
  readonly vectors: string;
  /** Where traces are written; nowhere when left out. */
  readonly traces?: string;
}

/** The ports of a service. @throws Error when the stack has no such service */
export const portsOf = (name: string, ports: ReadonlyMap<string, ServicePorts>): ServicePorts => {
  const found = ports.get(name);
  if (found === undefined) throw new Error(`The stack has no service ${name}.`);
  return found;
};

/** The values that the stack makes for a service; the service gets those that are in its schema. */
export const generatedFor = (service: Service, facts: StackFacts): Environment => {
  const { http, metrics } = portsOf(service.name, facts.ports);
  const addresses = facts.services.map((callee) => [
    addressSetting(callee.name),
    addressOf(portsOf(callee.name, facts.ports).http),
  ]);
  return {
    ...Object.fromEntries(addresses),
    OCTOLLM_ENVIRONMENT: 'local',
    HOST: host,
    PORT: String(http),
    METRICS_PORT: String(metrics),
    DATABASE_URL: facts.databaseUrl,
    VECTOR_PATH: facts.vectors,
    TRACE_FOLDER: facts.traces,
    GATEWAY_SIGNING_KEY: facts.secrets.gateway.private,
    GATEWAY_PUBLIC_KEY: facts.secrets.gateway.public,
    ORCHESTRATOR_SIGNING_KEY: facts.secrets.orchestrator.private,
    ORCHESTRATOR_PUBLIC_KEY: facts.secrets.orchestrator.public,
  };
};
