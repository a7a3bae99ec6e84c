import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { type FiringAlert, firingAlerts, firingAlertsPath, UnavailableError } from '@octollm/contracts';
import { InjectConfig, jsonOf, ServiceClient } from '@octollm/service-kit';

/** How much of its answer is believed. */
const limits = { maxAnswerBytes: 4 * 1024 * 1024, bodyTimeoutMs: 4_000 };

/** Reads the alerts that fire. */
@Injectable()
export class Alertmanager implements OnApplicationShutdown {
  readonly #client: ServiceClient | undefined;

  constructor(
    @InjectConfig() { ALERTMANAGER_URL: url }: Pick<ConfigOf<typeof reflexGateway>, 'ALERTMANAGER_URL'>,
  ) {
    this.#client = url === undefined ? undefined : new ServiceClient('the Alertmanager', url, limits);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#client?.close();
  }

  /** Whether there is one to ask. */
  get isKnown(): boolean {
    return this.#client !== undefined;
  }

  /** @throws UnavailableError when it does not answer, or not with alerts; the reason of the signal when it is aborted */
  async firing(signal: AbortSignal): Promise<FiringAlert[]> {
    if (this.#client === undefined) throw new UnavailableError('No Alertmanager is known.');
    const { statusCode, body } = await this.#client.request({
      method: 'GET',
      path: firingAlertsPath,
      signal,
    });
    const text = await body.text();
    if (statusCode !== 200) throw new UnavailableError(`The Alertmanager answers ${statusCode}.`);
    return firingAlerts(jsonOf(text));
  }
}
