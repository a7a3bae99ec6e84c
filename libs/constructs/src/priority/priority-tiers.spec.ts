import { describe, expect, it } from 'vitest';
import { rendered } from '../fixtures/render.ts';
import { PriorityTiers, priorityClassName, priorityOf } from './priority-tiers.ts';

const classes = rendered((chart) => new PriorityTiers(chart, 'tiers'), { namespace: 'books' });
const valueOf = (name: string): unknown => classes.find(({ metadata }) => metadata.name === name)?.['value'];

describe('The priorities', () => {
  it('put the edge before the orchestrator, that before the arms, and jobs last', () => {
    const values = (['gateway', 'orchestrator', 'arm'] as const)
      .map((kind) => priorityClassName(priorityOf(kind)))
      .concat(priorityClassName('batch'))
      .map(valueOf);
    expect(values).toEqual([1_000_000, 100_000, 10_000, 1_000]);
  });

  it('leave what is the cluster’s own before all of them, and pods of others alone', () => {
    // Kubernetes keeps what is above a billion for itself.
    for (const { value, globalDefault, metadata } of classes) {
      expect(metadata).not.toHaveProperty('namespace');
      expect(Number(value)).toBeLessThan(1_000_000_000);
      expect(globalDefault).toBe(false);
    }
  });

  it('let jobs wait for room rather than take it', () => {
    const never = classes.filter(({ preemptionPolicy }) => preemptionPolicy === 'Never');
    expect(never.map(({ metadata }) => metadata.name)).toEqual(['octollm-batch']);
  });
});
