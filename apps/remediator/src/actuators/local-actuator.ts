import { z } from 'zod';
import {
  type Actuator,
  failed,
  impossible,
  type Performed,
  type ServiceRemedy,
  succeeded,
} from './actuator.ts';
import { attempt, type HttpApi } from './http-api.ts';

const Restarted = z.object({ service: z.string(), ready: z.literal(true) });

/** Acts on the services of the local stack through its control. */
export class LocalActuator implements Actuator<ServiceRemedy> {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  perform(remedy: ServiceRemedy, signal: AbortSignal): Promise<Performed> {
    return attempt(async () => {
      switch (remedy.kind) {
        case 'restart':
          return this.#restart(remedy.service, signal);
        case 'scale':
        case 'restore':
          return impossible(`The local stack runs one ${remedy.service}.`);
      }
    });
  }

  async #restart(service: string, signal: AbortSignal): Promise<Performed> {
    const answer = await this.#api.send({ method: 'POST', path: `/services/${service}/restart`, signal });
    if (answer.status === 404) return failed(`There is no ${service} in the local stack.`);
    if (answer.status !== 200 || !Restarted.safeParse(answer.body).success)
      throw this.#api.unexpected(answer);
    return succeeded(`${service} was restarted and is ready.`);
  }
}
