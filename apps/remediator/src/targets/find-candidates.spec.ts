import { describe, expect, it } from 'vitest';
import { ApiError } from '../actuators/http-api.ts';
import { alertOf, policyOf } from '../fixtures/alerts.ts';
import type { Alert } from '../webhook/alert.ts';
import { findCandidates } from './find-candidates.ts';
import { spenderOf } from './spender.ts';
import type { TenantCosts } from './tenant-usage.ts';

const policy = policyOf({
  rules: [
    { name: 'restart', alerts: ['ServiceDown'], action: { kind: 'restart' } },
    { name: 'scale', alerts: ['ServiceDown', 'ArmSlow'], action: { kind: 'scale' } },
    { name: 'spare', alerts: ['ArmFailing'], action: { kind: 'open_breaker', for_seconds: 60 } },
    { name: 'forget', alerts: ['AnswersRejected'], action: { kind: 'purge_cache' } },
    {
      name: 'pause',
      alerts: ['ModelSpendSpike'],
      action: { kind: 'pause_tenant', for_seconds: 60, share: 0.5 },
    },
  ],
});
const start = '2026-11-22T11:55:00.000Z';
const never = new AbortController().signal;

const costsOf = (costs: Readonly<Record<string, number>>): TenantCosts & { asked: number } => ({
  asked: 0,
  read() {
    this.asked += 1;
    return Promise.resolve(new Map(Object.entries(costs)));
  },
});

const targets = async (alerts: readonly Alert[], costs?: TenantCosts) =>
  (await findCandidates(alerts, policy, costs, never)).map(({ rule, target }) => [rule.name, target]);

describe('what alerts are about', () => {
  it('is the service of the label, for each rule that speaks of the alert', async () => {
    expect(
      await targets([alertOf('ServiceDown', 'judge-arm', start), alertOf('Watchdog', 'x', start)]),
    ).toEqual([
      ['restart', { name: 'judge-arm' }],
      ['scale', { name: 'judge-arm' }],
    ]);
  });

  it.each([
    ['ServiceDown', 'postgres', 'service'],
    ['ServiceDown', 'remediator', 'service'],
    ['ServiceDown', '../../secrets', 'service'],
    ['ArmFailing', 'orchestrator', 'arm'],
    ['ArmSlow', 'reflex-gateway', 'service with replicas'],
  ])('is nothing when %s is about %s, which is no %s', async (alert, service) => {
    const [first] = await targets([alertOf(alert, service, start)]);
    expect(first?.[1]).toEqual({ name: service, missing: expect.stringContaining(service) });
  });

  it('is, when the alert is resolved, only what may have been raised for it', async () => {
    expect(await targets([alertOf('ServiceDown', 'judge-arm', start, { status: 'resolved' })])).toEqual([
      ['scale', { name: 'judge-arm' }],
    ]);
  });

  it('is the tenant that spends most, asked for once however many alerts there are', async () => {
    const costs = costsOf({ acme: 6, other: 4 });
    const alerts = Array.from({ length: 50 }, () => alertOf('ModelSpendSpike', 'models', start));
    const found = await targets(alerts, costs);
    expect(found).toHaveLength(50);
    expect(found[0]).toEqual(['pause', { name: 'acme', tenantId: 'acme' }]);
    expect(costs.asked).toBe(1);
  });

  it('is nobody when costs cannot be read, or there is no key to read them', async () => {
    const alerts = [alertOf('ModelSpendSpike', 'models', start)];
    expect(await targets(alerts)).toEqual([['pause', { name: 'tenants', missing: expect.any(String) }]]);
    const costs = { read: () => Promise.reject(new ApiError('The platform answered 403')) };
    expect(await targets(alerts, costs)).toEqual([
      ['pause', { name: 'tenants', missing: 'The platform answered 403' }],
    ]);
  });
});

describe('the tenant that spends most', () => {
  it.each([
    [{ a: 51, b: 49 }, 0.5, 'a'],
    [{ a: 50, b: 50 }, 0.5, undefined],
    [{ a: 1, b: 2, c: 10 }, 0.7, 'c'],
    [{ only: 1 }, 0.99, undefined],
    [{ only: 1, idle: 0 }, 0.5, undefined],
    [{ none: 0, neither: 0 }, 0.1, undefined],
    [{}, 0.1, undefined],
  ])('of %j with a share of %d is %s', (costs, share, tenant) => {
    const target = spenderOf(new Map(Object.entries(costs)), share);
    expect('missing' in target ? undefined : target.name).toBe(tenant);
  });
});
