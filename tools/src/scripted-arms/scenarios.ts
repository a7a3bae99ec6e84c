import type { Scenario, ScriptedStep } from './scenario.ts';

type Manner = Omit<ScriptedStep, 'id' | 'after' | 'arm' | 'map'>;

const judge = (after: readonly string[]): ScriptedStep => ({ id: 'verify', after, arm: 'judge-arm' });

/** One step and the judge. */
export const single = (manner: Manner = {}): Scenario => [{ ...manner, id: 'only' }, judge(['only'])];

/** Five calls: one, three at the same time, and the judge. */
export const diamondOfFive = (manner: Manner = {}): Scenario => {
  const middle = ['left', 'centre', 'right'];
  return [
    { ...manner, id: 'root' },
    ...middle.map((id) => ({ ...manner, id, after: ['root'] })),
    judge(middle),
  ];
};

/** Ten calls that widen and narrow: one, two, four, two, and the judge. */
export const diamondOfTen = (manner: Manner = {}): Scenario => {
  const step = (id: string, ...after: string[]): ScriptedStep => ({ ...manner, id, after });
  return [
    step('root'),
    step('left', 'root'),
    step('right', 'root'),
    step('left-1', 'left'),
    step('left-2', 'left'),
    step('right-1', 'right'),
    step('right-2', 'right'),
    step('left-join', 'left-1', 'left-2'),
    step('right-join', 'right-1', 'right-2'),
    judge(['left-join', 'right-join']),
  ];
};

/** So many steps at the same time, and the judge. `width` is 19 at most. */
export const fan = (width: number, manner: Manner = {}): Scenario => {
  const ids = Array.from({ length: width }, (_, n) => `branch-${n}`);
  return [...ids.map((id) => ({ ...manner, id })), judge(ids)];
};

/** A map step over so many items, one of which fails in every attempt, and the judge, who gets the list of outputs. */
export const mapped = (items: number, poisoned: number, manner: Manner = {}): Scenario => [
  { maxAttempts: 2, ...manner, id: 'each', map: { items, poisoned } },
  judge(['each']),
];
