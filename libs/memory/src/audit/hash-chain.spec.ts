import type { AuditEntry } from '@octollm/contracts';
import { newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { entryHash, genesisHash, verifyAuditTrail } from './hash-chain.ts';

const taskId = newId();

/** A chain as the store writes it. */
const chain = (length: number): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const entry = {
      sequence,
      task_id: taskId,
      action: 'step.started',
      actor: 'replica',
      at: '2026-01-01T00:00:00.000Z',
      trace_id: '',
      data: { step_id: 's', attempt: sequence },
      previous_hash: entries.at(-1)?.hash ?? genesisHash,
      hash: '',
    };
    entries.push({ ...entry, hash: entryHash(entry) });
  }
  return entries;
};

const withEntry = (index: number, change: Partial<AuditEntry>): AuditEntry[] =>
  chain(4).map((entry, at) => (at === index ? { ...entry, ...change } : entry));

describe('an audit trail', () => {
  it('verifies as it was written', () => {
    expect(verifyAuditTrail(chain(4))).toBe(true);
    expect(verifyAuditTrail([])).toBe(true);
  });

  it.each<[string, Partial<AuditEntry>]>([
    ['the actor', { actor: 'somebody else' }],
    ['the time', { at: '2026-01-01T00:00:00.001Z' }],
    ['the data', { data: { step_id: 's', attempt: 99 } }],
    ['the action', { action: 'step.failed' }],
    ['the trace', { trace_id: 'f'.repeat(32) }],
    ['the hash', { hash: genesisHash }],
  ])('does not when %s of an entry was changed', (_what, change) => {
    expect(verifyAuditTrail(withEntry(1, change))).toBe(false);
  });

  it('does not when the hash was made to fit the change', () => {
    const [, second] = withEntry(1, { actor: 'somebody else' });
    if (second === undefined) throw new Error('no entry');
    expect(verifyAuditTrail(withEntry(1, { actor: 'somebody else', hash: entryHash(second) }))).toBe(false);
  });

  it('does not when an entry is missing or out of place', () => {
    const [first, second, third, fourth] = chain(4);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('no entries');
    expect(verifyAuditTrail([first, third, fourth])).toBe(false);
    expect(verifyAuditTrail([second, third, fourth])).toBe(false);
    expect(verifyAuditTrail([first, third, second, fourth])).toBe(false);
  });
});
