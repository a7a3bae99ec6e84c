import { UsageQuery } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpApi } from '../actuators/http-api.ts';
import { type ApiDouble, startApiDouble } from '../fixtures/api-double.ts';
import { TenantUsage } from './tenant-usage.ts';

const items = [
  { tenant: 'acme', cost_usd: 3, tasks: 1 },
  { tenant: 'other', cost_usd: 1 },
  { tenant: 'acme', cost_usd: 2 },
];
const never = new AbortController().signal;

let double: ApiDouble;
let api: HttpApi;
beforeEach(async () => {
  double = await startApiDouble(() => ({ status: 200, body: { items, total: {} } }));
  api = new HttpApi({
    name: 'The platform',
    origin: double.origin,
    authorization: () => Promise.resolve('Bearer key'),
    timeoutMs: 20_000,
  });
});
afterEach(async () => {
  await api.close();
  await double.stop();
});

describe('what tenants have cost', () => {
  it('is asked for all tenants in a window that ends now, in the words of the contract', async () => {
    const before = Date.now();
    const costs = await new TenantUsage(api).read(60, never);
    expect([...costs]).toEqual([
      ['acme', 5],
      ['other', 1],
    ]);
    expect(double.writes).toEqual([]);
    const { pathname, searchParams } = new URL(double.seen[0]?.path ?? '', double.origin);
    expect(pathname).toBe('/api/v1/usage');
    const query = UsageQuery.parse(Object.fromEntries(searchParams));
    expect(query).toMatchObject({ group_by: ['tenant'], all_tenants: 'true' });
    const from = Date.parse(query.from ?? '');
    expect(from).toBeGreaterThanOrEqual(before - 3_600_000);
    expect(from).toBeLessThanOrEqual(Date.now() - 3_600_000);
  });

  it.each([
    ['a refusal', { status: 403, body: { title: 'Not allowed' } }, 'The platform answered 403: Not allowed'],
    ['another answer', { status: 200, body: { items: 'many' } }, 'could not be understood'],
    ['no JSON', 'no json', 'could not be understood'],
  ] as const)('is not known after %s', async (_what, reply, message) => {
    double.replyInstead(reply);
    await expect(new TenantUsage(api).read(60, never)).rejects.toThrow(message);
  });
});
