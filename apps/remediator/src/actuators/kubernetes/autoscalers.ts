import { failed, impossible, type Performed, succeeded } from '../actuator.ts';
import type { HttpApi } from '../http-api.ts';
import { type AutoscalerKind, autoscalerKinds, type Floor, floorIn, floorPatch } from './floor.ts';

/** Reads and writes of one change: another one comes between two of them at most once. */
const mostTries = 2;

/** What a floor is to become, or why it stays. */
type Change =
  | { readonly floor: number; readonly before: number | null; readonly message: string }
  | Performed;

interface Found {
  readonly kind: AutoscalerKind;
  readonly path: string;
  readonly floor: Floor;
}

/** Changes how few replicas the autoscaler of a service lets there be. */
export class Autoscalers {
  readonly #api: HttpApi;
  readonly #namespace: string;

  constructor(api: HttpApi, namespace: string) {
    this.#api = api;
    this.#namespace = namespace;
  }

  /** @throws ApiError */
  raise(service: string, by: number, most: number, signal: AbortSignal): Promise<Performed> {
    return this.#change(service, signal, ({ now, most: ceiling, before }) => {
      const floor = Math.min(now + by, most, ceiling);
      return floor <= now
        ? impossible(`${service} has ${now} replicas at least already, and may have no more.`)
        : {
            floor,
            before: before ?? now,
            message: `${service} has ${floor} replicas at least instead of ${now}.`,
          };
    });
  }

  /** @throws ApiError */
  putBack(service: string, signal: AbortSignal): Promise<Performed> {
    return this.#change(service, signal, ({ before }) =>
      before === undefined
        ? succeeded(`The replicas of ${service} are as they were.`)
        : { floor: before, before: null, message: `${service} has ${before} replicas at least again.` },
    );
  }

  async #change(service: string, signal: AbortSignal, decide: (floor: Floor) => Change): Promise<Performed> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const found = await this.#find(service, signal);
      if (found === undefined) return impossible(`${service} has no autoscaler.`);
      const change = decide(found.floor);
      if ('outcome' in change) return change;
      const answer = await this.#api.send({
        method: 'PATCH',
        path: found.path,
        contentType: 'application/merge-patch+json',
        body: floorPatch(found.kind, found.floor, change.floor, change.before),
        signal,
      });
      if (answer.status === 200) return succeeded(change.message);
      if (answer.status !== 409) throw this.#api.unexpected(answer);
    }
    return failed(`The autoscaler of ${service} was changed by others meanwhile.`);
  }

  async #find(service: string, signal: AbortSignal): Promise<Found | undefined> {
    for (const kind of autoscalerKinds) {
      const path = kind.path(this.#namespace, service);
      const answer = await this.#api.send({ method: 'GET', path, signal });
      // A cluster without KEDA answers 404 to the whole API.
      if (answer.status === 404) continue;
      const floor = answer.status === 200 ? floorIn(answer.body, kind) : undefined;
      if (floor === undefined) throw this.#api.unexpected(answer);
      return { kind, path, floor };
    }
    return undefined;
  }
}
