import type { PlanStep } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { Arm, success } from './fixtures/attempts.ts';
import { LeaseLost, MemoryJournal } from './fixtures/journal.ts';
import { step } from './fixtures/plans.ts';
import { echo, run } from './fixtures/running.ts';
import type { PlanRun } from './plan-run.ts';
import type { Admission, AdmitStep } from './ports.ts';

const allow: Admission = { kind: 'run' };
const wait: Admission = { kind: 'wait' };
const reject: Admission = { kind: 'reject', reason: 'Somebody said no.' };

/** Admits as the decisions say; whatever has none waits when its name says that it needs one. */
const decided =
  (decisions: Readonly<Record<string, Admission>>): AdmitStep =>
  async ({ id }) =>
    decisions[id] ?? (id.startsWith('ask') ? wait : allow);

const permutations = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe('admission', () => {
  it('is asked once for a step, with its input, when its parents have succeeded and before its first attempt', async () => {
    const order: string[] = [];
    const arm = new Arm(async ({ step: { id }, attempt }) => {
      order.push(`run ${id} ${attempt}`);
      return id === 'b' && attempt === 1
        ? {
            succeeded: false,
            error: { code: 'x', category: 'unavailable', message: 'x', retryable: true, retry_after: null },
            usage: { prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, llm_calls: 0, tool_calls: 0 },
            provenance: null,
          }
        : success({ n: 7 });
    });
    await run({
      steps: [step('a'), step('b', { input: { x: '{{steps.a.output.n}}' } })],
      arm,
      admit: async ({ id }, input) => {
        order.push(`ask ${id} ${JSON.stringify(input)}`);
        return allow;
      },
    });
    expect(order).toEqual(['ask a {}', 'run a 1', 'ask b {"x":7}', 'run b 1', 'run b 2']);
  });

  it('is not asked for what a former run has begun or ended, nor for what is skipped anyway', async () => {
    const asked: string[] = [];
    await run({
      steps: [
        step('done'),
        step('begun'),
        step('bad', { when: { operator: 'equals', value: 1, operand: 2 } }),
        step('heir', { depends_on: ['bad'] }),
      ],
      history: new Map([
        ['done', { status: 'succeeded', attempts: 1, output: 1 }],
        ['begun', { status: 'unfinished', attempts: 1, output: undefined }],
      ]),
      admit: async ({ id }) => {
        asked.push(id);
        return wait;
      },
    });
    expect(asked).toEqual([]);
  });

  it('that waits holds back the step and its heirs without skipping them, while other branches go on', async () => {
    const arm = echo();
    const journal = new MemoryJournal();
    const result = await run({
      steps: [
        step('ask'),
        step('heir', { depends_on: ['ask'] }),
        step('joined', { depends_on: ['free', 'ask'], join: 'any' }),
        step('free'),
        step('child', { depends_on: ['free'] }),
      ],
      arm,
      journal,
      admit: decided({}),
    });
    expect(result).toMatchObject({ waiting: ['ask'], failed: [], skipped: [] });
    expect([...result.outputs.keys()]).toEqual(['free', 'child']);
    expect([...journal.history.keys()].toSorted()).toEqual(['child', 'free']);
  });

  it('that is refused skips the step with the reason, and its heirs', async () => {
    const journal = new MemoryJournal();
    const arm = echo();
    const result = await run({
      steps: [step('ask'), step('heir', { depends_on: ['ask'] }), step('free')],
      arm,
      journal,
      admit: decided({ ask: reject }),
    });
    expect(result).toMatchObject({ skipped: ['ask', 'heir'], waiting: [], failed: [] });
    expect(arm.calls.map(({ id }) => id)).toEqual(['free']);
    expect(journal.entries).toContainEqual({
      kind: 'ended',
      stepId: 'ask',
      attempt: 0,
      outcome: { skippedBecause: 'Somebody said no.' },
    });
  });

  it('is asked once for a map step as a whole', async () => {
    const asked: unknown[] = [];
    await run({
      steps: [step('a', { for_each: { items: [1, 2] }, input: { x: '{{item}}' } })],
      admit: async ({ id }, input) => {
        asked.push([id, input]);
        return allow;
      },
    });
    expect(asked).toEqual([['a', { x: '{{item}}' }]]);
  });

  it('of N approvals in one level, resumed in every order with a crash between any two, gives one and the same result', {
    timeout: 60_000,
  }, async () => {
    const decisions: readonly (readonly [string, Admission])[] = [
      ['ask-1', allow],
      ['ask-2', reject],
      ['ask-3', allow],
      ['ask-4', reject],
    ];
    const steps: readonly PlanStep[] = [
      step('root'),
      ...decisions.map(([id]) =>
        step(id, { depends_on: ['root'], input: { from: '{{steps.root.output}}' } }),
      ),
      step('both', { depends_on: ['ask-1', 'ask-3'] }),
      step('one-refused', { depends_on: ['ask-4', 'ask-1', 'ask-2'] }),
      step('last', {
        depends_on: ['ask-1', 'ask-2', 'ask-3'],
        join: 'any',
        input: { x: '{{steps.ask-2.output}}', y: '{{steps.ask-3.output}}' },
      }),
    ];

    /** Decides one after the other, resuming after each; a run of `lost` dies at its `at`-th write and is repeated. */
    const decideIn = async (order: typeof decisions, lost: number, at: number) => {
      const journal = new MemoryJournal();
      const known: Record<string, Admission> = {};
      const resume = (): Promise<PlanRun> => run({ steps, journal, admit: decided(known) });
      let result = await resume();
      for (const [number, [id, decision]] of order.entries()) {
        known[id] = decision;
        if (number === lost) {
          journal.limit = journal.entries.length + at;
          await resume().catch((error: unknown) => {
            if (!(error instanceof LeaseLost)) throw error;
          });
          journal.limit = Number.POSITIVE_INFINITY;
        }
        result = await resume();
      }
      return { result, journal };
    };

    const expected = await decideIn(decisions, -1, 0);
    expect(expected.result).toMatchObject({
      waiting: [],
      failed: [],
      skipped: ['ask-2', 'ask-4', 'one-refused'],
    });
    expect(expected.result.outputs.get('last')).toEqual({ x: null, y: { from: {} } });
    const reasons = (journal: MemoryJournal) =>
      journal.entries
        .flatMap((entry) =>
          entry.kind === 'ended' && 'skippedBecause' in entry.outcome
            ? [`${entry.stepId}: ${entry.outcome.skippedBecause}`]
            : [],
        )
        .toSorted();
    for (const order of permutations(decisions))
      for (const lost of order.keys())
        for (const at of [0, 1, 2, 3, 4, 5]) {
          const { result, journal } = await decideIn(order, lost, at);
          expect(result).toEqual(expected.result);
          expect(reasons(journal)).toEqual(reasons(expected.journal));
          expect([...journal.ends.values()].every((ends) => ends.length === 1)).toBe(true);
        }
  });
});
