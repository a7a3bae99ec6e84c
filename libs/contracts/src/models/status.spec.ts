import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canTransition, isTerminal, statusesBefore, TaskStatus } from './status.ts';

/** The transitions of the contract, as it writes them down. */
const allowed: readonly [TaskStatus, TaskStatus][] = [
  ['queued', 'planning'],
  ['queued', 'running'],
  ['planning', 'running'],
  ['planning', 'awaiting_approval'],
  ['running', 'awaiting_approval'],
  ['awaiting_approval', 'running'],
  ['running', 'judging'],
  ['judging', 'repairing'],
  ['judging', 'succeeded'],
  ['repairing', 'judging'],
];
const terminal: readonly TaskStatus[] = ['succeeded', 'failed', 'cancelled', 'timed_out'];
const status = fc.constantFrom(...TaskStatus.options);

describe('the status of a task', () => {
  it.each(allowed)('goes from %s to %s', (from, to) => {
    expect(canTransition(from, to)).toBe(true);
  });

  it('ends as failed, cancelled or timed out from every status that is not terminal', () => {
    for (const from of TaskStatus.options.filter((one) => !terminal.includes(one)))
      for (const to of ['failed', 'cancelled', 'timed_out'] as const)
        expect(canTransition(from, to), `${from} -> ${to}`).toBe(true);
  });

  it('goes nowhere else', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        const listed = allowed.some(([left, right]) => left === from && right === to);
        const ends = !terminal.includes(from) && terminal.includes(to) && to !== 'succeeded';
        expect(canTransition(from, to)).toBe(listed || ends);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stays as it is once it is terminal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...terminal), status, (from, to) => {
        expect(isTerminal(from)).toBe(true);
        expect(canTransition(from, to)).toBe(false);
      }),
    );
    expect(TaskStatus.options.filter(isTerminal)).toEqual(terminal);
  });

  it('lists before a status exactly those that lead to it', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(statusesBefore(to).includes(from)).toBe(canTransition(from, to));
      }),
    );
    expect(statusesBefore('succeeded')).toEqual(['judging']);
    expect(statusesBefore('queued')).toEqual([]);
  });

  it('can reach an end from everywhere', () => {
    const reachesEnd = (from: TaskStatus): boolean =>
      isTerminal(from) || TaskStatus.options.some((to) => isTerminal(to) && canTransition(from, to));
    expect(TaskStatus.options.every(reachesEnd)).toBe(true);
  });
});
