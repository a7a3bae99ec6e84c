import { failed, impossible, type Performed, succeeded } from '../actuator.ts';
import type { HttpApi } from '../http-api.ts';
import {
  type AutoscalerKind,
  autoscalerKinds,
  type Floor,
  type FloorChange,
  floorIn,
  floorPatch,
} from './floor.ts';
import { replicasIn } from './replicas.ts';

/** Reads and writes of one change: another one comes between two of them at most once. */
const mostTries = 2;

/** What a floor is to become, or how it went without a change. */
type Change = (FloorChange & { readonly message: string }) | Performed;

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

  /**
   * Raises the floor above the replicas that run: an autoscaler has most often gone beyond its floor by then.
   * @throws ApiError
   */
  raise(service: string, by: number, most: number, signal: AbortSignal): Promise<Performed> {
    return this.#change(service, signal, async ({ now, most: ceiling, note }) => {
      const running = Math.max(now, await this.#replicas(service, signal));
      const floor = Math.min(running + by, most, ceiling);
      return floor <= running
        ? impossible(`${service} has ${running} replicas already, and may have no more.`)
        : {
            floor,
            note: { before: note?.raised === now ? note.before : now, raised: floor },
            message: `${service} has ${floor} replicas at least instead of ${now}; ${running} ran.`,
          };
    });
  }

  /** Puts the floor back, unless somebody else has moved it since it was raised. @throws ApiError */
  putBack(service: string, signal: AbortSignal): Promise<Performed> {
    return this.#change(service, signal, ({ now, note }) => {
      if (note === undefined) return succeeded(`The replicas of ${service} are as they were.`);
      return note.raised === now
        ? {
            floor: note.before,
            note: null,
            message: `${service} has ${note.before} replicas at least again.`,
          }
        : { note: null, message: `Somebody else gave ${service} ${now} replicas at least, and that stays.` };
    });
  }

  async #change(
    service: string,
    signal: AbortSignal,
    decide: (floor: Floor) => Change | Promise<Change>,
  ): Promise<Performed> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const found = await this.#find(service, signal);
      if (found === undefined) return impossible(`${service} has no autoscaler.`);
      const change = await decide(found.floor);
      if ('outcome' in change) return change;
      const answer = await this.#api.send({
        method: 'PATCH',
        path: found.path,
        contentType: 'application/merge-patch+json',
        body: floorPatch(found.kind, found.floor, change),
        signal,
      });
      if (answer.status === 200) return succeeded(change.message);
      if (answer.status !== 409) throw this.#api.unexpected(answer);
    }
    return failed(`The autoscaler of ${service} was changed by others meanwhile.`);
  }

  async #replicas(service: string, signal: AbortSignal): Promise<number> {
    const path = `/apis/apps/v1/namespaces/${this.#namespace}/deployments/${service}`;
    const answer = await this.#api.send({ method: 'GET', path, signal });
    const replicas = answer.status === 200 ? replicasIn(answer.body) : undefined;
    if (replicas === undefined) throw this.#api.unexpected(answer);
    return replicas;
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
