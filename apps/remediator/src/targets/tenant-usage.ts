import { z } from 'zod';
import { ApiError, type HttpApi } from '../actuators/http-api.ts';

const Report = z.object({
  items: z.array(z.object({ tenant: z.string().optional(), cost_usd: z.number().min(0) })),
});

/** What tenants have cost. */
export interface TenantCosts {
  /** The costs of a window that ends now, in dollars by tenant. @throws ApiError when they cannot be read */
  read(windowMinutes: number, signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
}

/** Reads what tenants have cost from the API of the platform. */
export class TenantUsage implements TenantCosts {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  async read(windowMinutes: number, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const from = new Date(Date.now() - windowMinutes * 60_000).toISOString();
    const answer = await this.#api.send({
      method: 'GET',
      path: `/api/v1/usage?group_by=tenant&all_tenants=true&from=${encodeURIComponent(from)}`,
      signal,
    });
    if (answer.status !== 200) throw this.#api.unexpected(answer);
    const { data } = Report.safeParse(answer.body);
    if (data === undefined) throw new ApiError('The usage of the platform could not be understood.');
    const costs = new Map<string, number>();
    for (const { tenant, cost_usd: cost } of data.items)
      if (tenant !== undefined) costs.set(tenant, (costs.get(tenant) ?? 0) + cost);
    return costs;
  }
}
