import { type Actuator, type Performed, type PlatformRemedy, succeeded } from './actuator.ts';
import { attempt, type HttpApi } from './http-api.ts';

interface Change {
  readonly method: 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  readonly done: string;
}

const changeOf = (remedy: PlatformRemedy): Change => {
  switch (remedy.kind) {
    case 'purge_cache':
      return {
        method: 'DELETE',
        path: `/api/v1/cache${remedy.of === undefined ? '' : `?kind=${remedy.of}`}`,
        status: 204,
        done: 'The cached answers of the tenant of its key are forgotten.',
      };
    case 'open_breaker':
      return {
        method: 'PUT',
        path: `/api/v1/arms/${encodeURIComponent(remedy.arm)}/breaker`,
        body: { state: 'open', for_seconds: remedy.forSeconds, reason: remedy.reason },
        status: 200,
        done: `${remedy.arm} is not called for ${remedy.forSeconds} seconds.`,
      };
    case 'pause_tenant':
      return {
        method: 'PUT',
        path: `/api/v1/tenants/${encodeURIComponent(remedy.tenant)}/pause`,
        body: { for_seconds: remedy.forSeconds, reason: remedy.reason },
        status: 200,
        done: `${remedy.tenant} is paused for ${remedy.forSeconds} seconds.`,
      };
  }
};

/** Acts through the API of the platform, at the gateway. Breakers and pauses end by themselves after their time. */
export class PlatformActuator implements Actuator<PlatformRemedy> {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  perform(remedy: PlatformRemedy, signal: AbortSignal): Promise<Performed> {
    return attempt(async () => {
      const { status, done, ...request } = changeOf(remedy);
      const answer = await this.#api.send({ ...request, signal });
      if (answer.status !== status) throw this.#api.unexpected(answer);
      return succeeded(done);
    });
  }
}
