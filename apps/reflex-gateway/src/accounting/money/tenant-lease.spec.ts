import { UnavailableError } from '@octollm/contracts';
import type { LeaseGrant, LeaseRequest } from '@octollm/memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HeldMoney, type MoneyStop, TenantLease } from './tenant-lease.ts';

/** A month as the store keeps it: what leases hold, and what is spent. */
class Month {
  readonly rows = new Map<string, number>();
  spent = 0;
  asked = 0;
  isAway = false;

  get reserved(): number {
    return [...this.rows.values()].reduce((sum, row) => sum + row, 0);
  }

  async take({ leaseId, capNanoUsd, idleNanoUsd, needNanoUsd, share }: LeaseRequest): Promise<LeaseGrant> {
    await Promise.resolve();
    this.asked += 1;
    if (this.isAway) throw new UnavailableError('away');
    const row = this.rows.get(leaseId) ?? 0;
    const idle = Math.min(idleNanoUsd, row);
    const held = this.reserved - idle;
    const rest = capNanoUsd - this.spent - held;
    const chunk = Math.max(needNanoUsd, Math.floor(rest * share));
    const granted = rest >= needNanoUsd ? Math.min(rest, chunk) : rest > 0 && held <= 0 ? rest : 0;
    this.rows.set(leaseId, row + granted - idle);
    return { grantedNanoUsd: granted, spentNanoUsd: this.spent, heldNanoUsd: held };
  }

  record(leaseId: string, cost: number): void {
    this.spent += cost;
    const row = this.rows.get(leaseId) ?? 0;
    this.rows.set(leaseId, row - Math.min(row, cost));
  }
}

let month: Month;
let errors: unknown[];
const leaseOf = () =>
  new TenantLease({
    leases: month,
    tenantId: 'acme',
    month: '2026-11',
    onError: (error) => void errors.push(error),
  });
const isHeld = (result: HeldMoney | MoneyStop): result is HeldMoney => 'end' in result;
const held = async (lease: TenantLease, need: number, cap: number): Promise<HeldMoney> => {
  const result = await lease.hold(need, cap);
  if (!isHeld(result)) throw new Error('There is no money.');
  return result;
};

beforeEach(() => {
  month = new Month();
  errors = [];
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => void vi.useRealTimers());

describe('a lease of a tenant', () => {
  it('pays for many calls with one round trip, and has the next chunk before it is used up', async () => {
    const lease = leaseOf();
    let spent = 0;
    for (let n = 0; n < 100; n++) {
      const call = await held(lease, 1_000, 1_000_000);
      call.end(900);
      month.record(lease.id, 900);
      spent += 900;
    }
    expect(month.asked).toBeLessThanOrEqual(6);
    expect(month.spent).toBe(spent);
    expect(errors).toEqual([]);
  });

  it('gives calls that come together what they need, however little is there at first', async () => {
    const lease = leaseOf();
    const calls = await Promise.all(Array.from({ length: 20 }, () => held(lease, 100, 2_000)));
    expect(calls).toHaveLength(20);
    expect(isHeld(await lease.hold(1, 2_000))).toBe(false);
    for (const call of calls) call.end(100);
    for (const _ of calls) month.record(lease.id, 100);
    expect(month.reserved).toBe(0);
    expect(await lease.hold(1, 2_000)).toEqual({ grantedNanoUsd: 0, spentNanoUsd: 2_000, heldNanoUsd: 0 });
  });

  it('lets one call alone pass the cap, of all that come together', async () => {
    const [one, two] = [leaseOf(), leaseOf()];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).hold(700, 1_000)),
    );
    const calls = results.filter(isHeld);
    expect(calls).toHaveLength(1);
    calls[0]?.end(700);
    month.record(calls[0]?.leaseId ?? '', 700);
    // What one replica has left is not lost to the other.
    const last = await Promise.all([one.hold(700, 1_000), two.hold(700, 1_000), one.hold(700, 1_000)]);
    const lastCalls = last.filter(isHeld);
    expect(lastCalls).toHaveLength(1);
    lastCalls[0]?.end(650);
    month.record(lastCalls[0]?.leaseId ?? '', 650);
    expect(month.spent).toBe(1_350);
    for (const lease of [one, two]) expect(isHeld(await lease.hold(1, 1_000))).toBe(false);
  });

  it('gives back what nobody holds, and no more', async () => {
    const lease = leaseOf();
    const call = await held(lease, 100, 100_000);
    expect(month.reserved).toBe(5_000);
    await lease.giveBack();
    expect(month.reserved).toBe(100);
    call.end(40);
    month.record(lease.id, 40);
    await lease.giveBack();
    expect(month.reserved).toBe(0);
    expect(month.spent).toBe(40);
  });

  it('is lost when the store fails in the middle, and when it has given no sign of life', async () => {
    const lease = leaseOf();
    month.isAway = true;
    await expect(lease.hold(100, 1_000)).rejects.toThrow(UnavailableError);
    expect(lease.isLost).toBe(true);
    month.isAway = false;
    const other = leaseOf();
    await held(other, 100, 1_000);
    vi.advanceTimersByTime(49_000);
    other.seen(performance.now());
    vi.advanceTimersByTime(49_000);
    expect(other.isLost).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(other.isLost).toBe(true);
  });

  it('pays for calls from what is here while the store is away', async () => {
    const lease = leaseOf();
    (await held(lease, 10, 100_000)).end(10);
    month.isAway = true;
    for (let n = 0; n < 100; n++) (await held(lease, 10, 100_000)).end(10);
    expect(lease.isLost).toBe(false);
  });

  it('counts what a call used beyond what it held', async () => {
    const lease = leaseOf();
    const [one, two] = [await held(lease, 50, 1_000), await held(lease, 50, 1_000)];
    one.end(90);
    month.record(lease.id, 90);
    two.end(10);
    month.record(lease.id, 10);
    await lease.giveBack();
    expect([month.spent, month.reserved]).toEqual([100, 0]);
  });
});
