import { describe, expect, it } from 'vitest';
import { rendered } from '../fixtures/render.ts';
import { PriorityTiers, priorityClassName, priorityOf, priorityOfJob } from './priority-tiers.ts';

const classes = rendered((chart) => new PriorityTiers(chart, 'tiers'), { namespace: 'books' });
const valueOf = (name: string): unknown => classes.find(({ metadata }) => metadata.name === name)?.['value'];

describe('The priorities', () => {
  it('put the edge before the orchestrator, that before the arms, and jobs last', () => {
    const values = (['gateway', 'orchestrator', 'arm'] as const)
      .map((kind) => priorityClassName(priorityOf(kind, { name: 'production' })))
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

  it('let what can wait do so rather than take room', () => {
    const never = classes.filter(({ preemptionPolicy }) => preemptionPolicy === 'Never');
    expect(never.map(({ metadata }) => metadata.name)).toEqual(['octollm-spare', 'octollm-batch']);
  });

  it('let no other environment in the cluster stop the pods of production', () => {
    for (const kind of ['gateway', 'orchestrator', 'arm'] as const)
      expect(priorityOf(kind, { name: 'dev' })).toBe('spare');
    expect(Number(valueOf('octollm-spare'))).toBeLessThan(Number(valueOf('octollm-normal')));
  });

  it('let a release wait for nothing that can wait for it', () => {
    const migration = { runs: { kind: 'once-a-release' } } as const;
    expect(priorityOfJob(migration, { name: 'production' })).toBe('high');
    expect(priorityOfJob({ runs: { kind: 'scheduled', schedule: '' } }, { name: 'production' })).toBe(
      'batch',
    );
  });
});
