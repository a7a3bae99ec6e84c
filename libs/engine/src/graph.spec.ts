import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acyclic, ancestorsOf, type Graph } from './fixtures/graphs.ts';
import { plan, step } from './fixtures/plans.ts';
import { estimatedSeconds, findCycle, parentsOf } from './graph.ts';

const planOf = (graph: Graph) =>
  plan(
    ...graph.map((parents, index) =>
      step(`s${index}`, { depends_on: parents.map((parent) => `s${parent}`) }),
    ),
  );

describe('the graph of a plan', () => {
  it('has a parent for each dependency and each reference, once', () => {
    const one = step('c', {
      depends_on: ['a', 'b'],
      input: { x: '{{steps.b.output}}', y: ['{{steps.d.output.z}}'] },
    });
    expect(parentsOf(one)).toEqual(['a', 'b', 'd']);
  });

  it('has no circle when parents come first', () => {
    fc.assert(
      fc.property(acyclic(20), (graph) => {
        expect(findCycle(planOf(graph))).toBeUndefined();
      }),
    );
  });

  it('has a circle once a step also waits for what waits for it, and the circle is named', () => {
    fc.assert(
      fc.property(acyclic(20), fc.nat(), fc.nat(), (graph, pick, pickAncestor) => {
        const child = pick % graph.length;
        const targets = [child, ...ancestorsOf(graph, child)];
        const target = targets[pickAncestor % targets.length] ?? child;
        const looped = graph.map((parents, index) => (index === target ? [...parents, child] : parents));
        const cycle = findCycle(planOf(looped)) ?? [];
        expect(cycle.length).toBeGreaterThan(1);
        expect(cycle.at(0)).toBe(cycle.at(-1));
        for (const [position, id] of cycle.slice(0, -1).entries())
          expect(looped[Number(id.slice(1))]?.map((parent) => `s${parent}`)).toContain(cycle[position + 1]);
      }),
    );
  });

  it('has a circle through references too', () => {
    const cycle = findCycle(
      plan(step('a', { depends_on: ['b'] }), step('b', { input: { x: 'see {{steps.a.output}}' } })),
    );
    expect(cycle).toEqual(['a', 'b', 'a']);
    expect(findCycle(plan(step('a', { input: { x: '{{steps.a.output}}' } })))).toEqual(['a', 'a']);
  });

  it('takes as long as its longest path', () => {
    expect(
      estimatedSeconds(
        plan(
          step('a', { estimated_seconds: 3 }),
          step('b', { estimated_seconds: 2, depends_on: ['a'] }),
          step('c', { estimated_seconds: 4 }),
          step('d', { estimated_seconds: 1, depends_on: ['b', 'c'] }),
        ),
      ),
    ).toBe(6);
    expect(estimatedSeconds({ steps: [] })).toBe(0);
  });

  it('is measured in linear time although paths multiply', () => {
    const layers: Graph = Array.from({ length: 20 }, (_, index) =>
      Array.from({ length: index }, (_unused, parent) => parent),
    );
    expect(findCycle(planOf(layers))).toBeUndefined();
    expect(estimatedSeconds(planOf(layers))).toBe(20);
  });
});
