import { readFileSync } from 'node:fs';
import { QueryType } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelledGoal } from './labelled-goal.ts';
import { type Route, routeOf } from './route.ts';

const read = (name: string): LabelledGoal[] =>
  readFileSync(new URL(`../../data/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => LabelledGoal.parse(JSON.parse(line)));

const heldOut = read('held-out');
const train = read('train');

const routed = (goal: string, constraints = 0, more: { readonly context?: unknown } = {}): Route =>
  routeOf({
    goal,
    constraints: Array.from({ length: constraints }, () => 'is short'),
    acceptance_criteria: [],
    required_capabilities: [],
    ...more,
  });

const isRight = ({ goal, constraints, query_type, complexity, direct }: LabelledGoal): boolean => {
  const route = routed(goal, constraints);
  return route.query_type === query_type && route.difficulty === complexity && route.direct === direct;
};

describe('the labelled set', () => {
  it('has at least 150 goals of every type, and none in both files', () => {
    expect(train.length + heldOut.length).toBeGreaterThanOrEqual(150);
    const known = new Set(train.map(({ goal }) => goal));
    expect(heldOut.filter(({ goal }) => known.has(goal))).toEqual([]);
    for (const type of QueryType.options)
      expect(heldOut.filter(({ query_type }) => query_type === type).length).toBeGreaterThanOrEqual(5);
  });

  it('is routed >= 90 % right, on the goals that the rules were not made with', () => {
    const right = heldOut.filter(isRight).length;
    expect(right / heldOut.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a route', () => {
  it('is direct for a simple question, and not with more than three constraints', () => {
    expect(routed('When was the bridge opened?', 3)).toMatchObject({ difficulty: 'simple', direct: true });
    expect(routed('When was the bridge opened?', 4)).toMatchObject({ difficulty: 'simple', direct: false });
  });

  it('is complex for a question about several names of the context', () => {
    const context = { entities: ['Oslo', 'Bergen', 'Moss'] };
    expect(routed('What did the ferry cost?', 0, { context })).toMatchObject({
      query_type: 'question',
      complexity: 0.5,
      direct: false,
    });
    expect(routed('What did the ferry cost?', 0, { context: { entities: ['Oslo'] } }).direct).toBe(true);
  });

  it('is above 0.7 for a goal with several stages and judgements', () => {
    const goal =
      'Find every incident across all ships, then analyse the root causes and recommend a strategy in detail.';
    expect(routed(goal).complexity).toBeGreaterThan(0.7);
  });

  it('is the same each time, whatever the goal, and between 0 and 1', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat({ max: 20 }), (goal, constraints) => {
        const route = routed(goal, constraints);
        expect(routed(goal, constraints)).toEqual(route);
        expect(route.complexity).toBeGreaterThanOrEqual(0);
        expect(route.complexity).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['A, ', 'of A, ', ' and then find', 'is a ', 'fasse ', 'all ', ', ', 'first a ', 'Ab '])(
    'is found also for the longest goal made of "%s"',
    { timeout: 60_000 },
    (unit) => expect(routed(unit.repeat(10_000).slice(0, 10_000)).complexity).toBeGreaterThan(0),
  );
});
