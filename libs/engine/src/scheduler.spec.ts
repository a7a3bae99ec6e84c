import type { PlanStep } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { type Entry, LeaseLost, MemoryJournal } from './fixtures/journal.ts';
import { answerTo, behaviourOf, expectedOf } from './fixtures/model.ts';
import { run } from './fixtures/running.ts';
import { type Kill, type Scenario, scenarios } from './fixtures/scenario.ts';
import { Turns } from './fixtures/turns.ts';
import { parentsOf } from './graph.ts';
import type { PlanRun } from './plan-run.ts';
import type { StepLimits, StepOutcome } from './ports.ts';
import { Semaphore } from './semaphore.ts';

class Cancelled extends Error {}

/** A journal whose writes take their turn, and that cuts the run off at one of them. */
class KillingJournal extends MemoryJournal {
  readonly #turns: Turns;
  #kill: (Kill & { readonly abort: AbortController }) | undefined;
  #writes = 0;

  constructor(turns: Turns) {
    super();
    this.#turns = turns;
  }

  /** Forgets the former cut and makes another one. */
  prepare(kill: Kill | undefined, abort: AbortController): void {
    this.limit = Number.POSITIVE_INFINITY;
    this.#writes = 0;
    this.#kill = kill === undefined ? undefined : { ...kill, abort };
  }

  override async started(step: PlanStep, attempt: number): Promise<void> {
    await this.#write();
    await super.started(step, attempt);
  }

  override async ended(step: PlanStep, attempt: number, outcome: StepOutcome): Promise<void> {
    await this.#write();
    await super.ended(step, attempt, outcome);
  }

  async #write(): Promise<void> {
    await this.#turns.take();
    if (this.#kill?.atWrite !== this.#writes++) return;
    if (this.#kill.how === 'abort') this.#kill.abort.abort(new Cancelled());
    else this.limit = this.entries.length;
  }
}

/** What came of a scenario. */
interface Outcome {
  readonly result: PlanRun;
  readonly journal: MemoryJournal;
  readonly mostAtOnce: number;
  /** How often the work of each unit was carried out, as far as it changes something. */
  readonly effects: ReadonlyMap<string, number>;
  /** Units that were cut off between their start and their end. */
  readonly cutOff: ReadonlySet<string>;
}

const carryOut = async (scenario: Scenario): Promise<Outcome> => {
  const turns = new Turns(scenario.picks);
  const journal = new KillingJournal(turns);
  const effects = new Map<string, number>();
  const refused = new Set<string>();
  const cutOff = new Set<string>();
  const arm = new Arm(async ({ step: { id }, input, signal }) => {
    const behaviour = behaviourOf(scenario.behaviours, id);
    const refuses = behaviour === 'refuses once' && !refused.has(id);
    if (refuses) refused.add(id);
    else effects.set(id, (effects.get(id) ?? 0) + 1);
    await turns.take();
    // The work may have been done by now; nobody hears of it.
    signal.throwIfAborted();
    if (refuses) return failure({ category: 'rate_limited', retryable: true });
    if (behaviour === 'fails') return failure();
    return behaviour === 'always unavailable' ? failure({ retryable: true }) : success(answerTo(id, input));
  });
  const semaphore = new Semaphore(scenario.limit);
  const limits: StepLimits = { acquire: (_step, signal) => semaphore.acquire(signal) };
  for (const kill of [...scenario.kills, undefined]) {
    const abort = new AbortController();
    journal.prepare(kill, abort);
    const running = run({
      steps: scenario.steps,
      arm,
      journal,
      limits,
      maxParallel: scenario.maxParallel,
      signal: abort.signal,
    });
    await turns.until(running);
    expect(arm.running).toBe(0);
    const [end] = await Promise.allSettled([running]);
    for (const [id, { status, attempts }] of journal.history)
      if (status === 'unfinished' && attempts > 0) cutOff.add(id);
    if (end.status === 'fulfilled')
      return { result: end.value, journal, mostAtOnce: arm.mostAtOnce, effects, cutOff };
    expect(end.reason).toBeInstanceOf(kill?.how === 'abort' ? Cancelled : LeaseLost);
  }
  throw new Error('The last run was not cut off and yet rejected.');
};

const isEnd = (entry: Entry): boolean =>
  entry.kind === 'ended' && !('retryInMs' in entry.outcome && entry.outcome.retryInMs !== null);

const interruptedUnits = ({ journal }: Outcome): ReadonlySet<string> =>
  new Set(
    journal.entries.flatMap((entry) =>
      entry.kind === 'ended' &&
      'error' in entry.outcome &&
      entry.outcome.error.code === 'interrupted' &&
      entry.outcome.retryInMs === null
        ? [entry.stepId]
        : [],
    ),
  );

const stepOf = (unitId: string): string => unitId.split('.')[0] ?? unitId;

/** What the journal says that must not be: entries after the end, before the parents, and steps that never ended. */
const disorderIn = (steps: readonly PlanStep[], entries: readonly Entry[]): readonly string[] => {
  const parents = new Map(steps.map((one) => [one.id, parentsOf(one)]));
  const ended = new Set<string>();
  const disorder: string[] = [];
  for (const entry of entries) {
    const { kind, stepId } = entry;
    const id = stepOf(stepId);
    if (ended.has(stepId) || ended.has(id)) disorder.push(`${stepId} ${kind} after its end`);
    for (const parent of parents.get(id) ?? [])
      if (!ended.has(parent)) disorder.push(`${stepId} ${kind} before the end of ${parent}`);
    if (isEnd(entry)) ended.add(stepId);
  }
  return [...disorder, ...steps.flatMap(({ id }) => (ended.has(id) ? [] : `${id} has no end`))];
};

describe('the scheduler', () => {
  it('gives for any plan, failures, interleaving and kills what a sequential run gives, with no side effect twice', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(8), async (scenario) => {
        const outcome = await carryOut(scenario);
        const { result, journal, effects, cutOff } = outcome;
        const idempotent = new Map(scenario.steps.map((one) => [one.id, one.idempotent]));
        const interrupted = interruptedUnits(outcome);
        for (const id of interrupted) {
          expect(cutOff).toContain(id);
          expect(idempotent.get(stepOf(id))).toBe(false);
        }

        const expected = expectedOf(scenario.steps, scenario.behaviours, interrupted);
        expect(result.outputs.size).toBe(expected.outputs.size);
        for (const [id, output] of expected.outputs)
          expect(result.outputs.get(id)).toMatchObject(output as object);
        expect(result.failed.map(({ stepId }) => stepId)).toEqual(expected.failed);
        expect(result.skipped).toEqual(expected.skipped);
        expect(result.partial.map(({ stepId, index }) => `${stepId}.${index}`)).toEqual(expected.partial);
        expect(result.waiting).toEqual([]);

        expect(
          [...effects].filter(([id, count]) => idempotent.get(stepOf(id)) === false && count > 1),
        ).toEqual([]);
        for (const ends of journal.ends.values()) expect(ends).toHaveLength(1);
        expect(outcome.mostAtOnce).toBeLessThanOrEqual(Math.min(scenario.maxParallel, scenario.limit));

        expect(disorderIn(scenario.steps, journal.entries)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
