import { describe, expect, it } from 'vitest';
import { keyFor } from '../fixtures/keys.ts';
import { afterPurge, type PurgeRecord, type PurgeState } from './purge-record.ts';
import { PurgeNotSharedError, Purges } from './purges.ts';

/** A record that can be away. */
const openRecord = () => {
  let state: PurgeState = { sequence: 7, purges: new Map() };
  const record = {
    isAway: false,
    readSince: async (known: number) => (record.isAway || known === state.sequence ? undefined : state),
    add: async (scope: Parameters<PurgeRecord['add']>[0]) => {
      if (record.isAway) throw new Error('away');
      state = afterPurge(state, scope);
    },
  };
  return record;
};

const open = async (record = openRecord()) => {
  const purges = new Purges({ record, checkEveryMs: 0 });
  await purges.refresh();
  return { record, purges };
};

const key = keyFor('question');
const scope = { tenant: 'acme' };

describe('a purge that the record does not hear of', () => {
  it('holds in this process, and only there', async () => {
    const { record, purges } = await open();
    const { purges: other } = await open(record);
    const { stamp } = purges;
    record.isAway = true;
    await expect(purges.purge(scope)).rejects.toThrow(PurgeNotSharedError);
    expect(purges.isCurrent(key, stamp)).toBe(false);
    expect(purges.isCurrent(keyFor('question', 'globex'), stamp)).toBe(true);
    await other.refresh();
    expect(other.isCurrent(key, stamp)).toBe(true);
  });

  it('goes on to hold when the record is back, which is told of it then', async () => {
    const { record, purges } = await open();
    const { purges: other } = await open(record);
    const { stamp } = purges;
    record.isAway = true;
    await expect(purges.purge(scope)).rejects.toThrow(PurgeNotSharedError);
    await purges.refresh();
    expect(purges.isCurrent(key, stamp)).toBe(false);
    record.isAway = false;
    await purges.refresh();
    await other.refresh();
    for (const one of [purges, other]) {
      expect(one.isCurrent(key, stamp)).toBe(false);
      expect(one.isCurrent(key, one.stamp)).toBe(true);
    }
  });

  it('is not joined by what is asked after it', async () => {
    const { record, purges } = await open();
    const before = purges.moment;
    record.isAway = true;
    await expect(purges.purge(scope)).rejects.toThrow(PurgeNotSharedError);
    expect(purges.moment).not.toBe(before);
  });
});
