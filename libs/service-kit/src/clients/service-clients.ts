import type { OnApplicationShutdown } from '@nestjs/common';
import { addressSetting, type Service } from '@octollm/catalogue';
import { ServiceClient } from './service-client.ts';

/** A call that the catalogue does not list: the network policies would not let it through either. */
export class UndeclaredCallError extends Error {
  constructor(caller: string, callee: string) {
    super(`${caller} does not call ${callee} in the catalogue. Add ${callee} to its calls there.`);
    this.name = 'UndeclaredCallError';
  }
}

/** The clients for the services that this one may call. */
export class ServiceClients implements OnApplicationShutdown {
  readonly #service: Service;
  readonly #clients: ReadonlyMap<string, ServiceClient>;

  constructor(service: Service, config: Readonly<Record<string, unknown>>) {
    this.#service = service;
    this.#clients = new Map(
      service.calls.map((callee) => [
        callee.name,
        new ServiceClient(callee.name, String(config[addressSetting(callee.name)])),
      ]),
    );
  }

  /** @throws UndeclaredCallError when the catalogue does not list the call: ask at start, so that it shows there */
  to(callee: Pick<Service, 'name'>): ServiceClient {
    const client = this.#clients.get(callee.name);
    if (client === undefined) throw new UndeclaredCallError(this.#service.name, callee.name);
    return client;
  }

  get all(): readonly ServiceClient[] {
    return [...this.#clients.values()];
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((client) => client.close()));
  }
}
