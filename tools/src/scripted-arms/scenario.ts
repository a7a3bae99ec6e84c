/** One step of a scripted plan, and what its arm does when it is called for it. */
export interface ScriptedStep {
  readonly id: string;
  /** The steps it waits for. @default none */
  readonly after?: readonly string[];
  /** @default executor-arm */
  readonly arm?: 'executor-arm' | 'retriever-arm' | 'judge-arm';
  /** Milliseconds from the request to the answer. @default 0 */
  readonly delayMs?: number;
  /** Whether the answer waits until the arms are released. @default false */
  readonly held?: boolean;
  /** So many attempts, from the first on, fail with an error that another attempt may follow. @default 0 */
  readonly failures?: number;
  /** What the judge thinks of the answer, when the step is one of the judge. @default accepts */
  readonly verdict?: 'accepts' | 'rejects';
  /** The step whose call it repeats, with the same input. @default none */
  readonly like?: string;
  /** Makes it a loop of so many iterations at most, each with the same output, whose condition never holds. */
  readonly loop?: { readonly iterations: number };
  /** Makes it a map step over so many items, of which one may fail in every attempt. @default a single call */
  readonly map?: { readonly items: number; readonly poisoned?: number };
  /** @default low */
  readonly risk?: 'low' | 'high';
  /** @default true */
  readonly idempotent?: boolean;
  /** @default 5 */
  readonly maxAttempts?: number;
  /** @default 120 */
  readonly timeoutSeconds?: number;
}

/** A plan that a scripted planner answers with. A task reaches its end through a judge: the last step is one. */
export type Scenario = readonly ScriptedStep[];

/**
 * Scenarios by name. The first word of a task's goal chooses; when the planner is asked again, `<name>-<round>` is
 * chosen where there is one.
 */
export type Scenarios = Readonly<Record<string, Scenario>>;

/** The scenario that a goal names, in a round from 0. @throws Error when there is none */
export const scenarioFor = (goal: string, scenarios: Scenarios, round = 0): Scenario => {
  const first = goal.split(' ', 1)[0] ?? '';
  const again = `${first}-${round}`;
  const name = Object.hasOwn(scenarios, again) ? again : first;
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
};
