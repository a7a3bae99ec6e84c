import { rm } from 'node:fs/promises';
import type { Service } from '@octollm/catalogue';
import { StackControl } from './control.ts';
import type { DataFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { writeDevFile } from './dev-file.ts';
import type { DevelopmentKeys } from './development-keys.ts';
import type { StackLock } from './lock-file.ts';
import type { ServicePorts } from './ports.ts';
import { callersFirst } from './service-graph.ts';
import type { Stack } from './stack.ts';
import type { SupervisedService } from './supervised-service.ts';

export interface StackParts {
  readonly services: readonly Service[];
  readonly running: ReadonlyMap<string, SupervisedService>;
  readonly database: Database;
  readonly keys: DevelopmentKeys;
  readonly data: DataFolder;
  readonly lock: StackLock;
  readonly ports: ReadonlyMap<string, ServicePorts>;
  readonly notice: (sentence: string) => void;
}

const gatewayAmong = (services: readonly Service[]): string => {
  const gateway = services.find(({ kind }) => kind === 'gateway');
  if (gateway === undefined) throw new Error('The stack has no gateway.');
  return gateway.name;
};

const metricsOf = (running: StackParts['running']): Readonly<Record<string, string>> =>
  Object.fromEntries([...running].map(([name, { metricsUrl }]) => [name, metricsUrl]));

/** Makes the stack out of services that are all ready, and lets others find it. */
export const announceStack = async (parts: StackParts): Promise<Stack> => {
  const { services, running, database, keys, data, lock, ports, notice } = parts;
  const named = (name: string): SupervisedService => {
    const service = running.get(name);
    if (service === undefined) throw new Error(`The stack has no service ${name}.`);
    return service;
  };
  const gateway = named(gatewayAmong(services)).url;
  const control = await StackControl.start({ services: running, notice });
  const { url, token } = control;
  await writeDevFile(data.dev, { gateway, metrics: metricsOf(running), keys, control: { url, token } });
  await lock.publish({ gateway });

  const stopAll = async (hurry?: AbortSignal): Promise<void> => {
    await control.close();
    await callersFirst(services, ({ name }) => named(name).stop(hurry));
    await database.stop();
    await Promise.all([...ports.values()].map((held) => held.drop()));
    await rm(data.dev, { force: true });
    await lock.release();
  };
  let stopped: Promise<void> | undefined;
  return {
    gateway,
    keys,
    databaseUrl: database.url,
    services: running,
    control: { url, token },
    kill: (name, signal) => named(name).kill(signal),
    restart: (name) => named(name).restart(),
    stop: (hurry) => {
      stopped ??= stopAll(hurry);
      return stopped;
    },
  };
};
