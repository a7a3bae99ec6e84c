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

/** Scenarios by name. The first word of a task's goal chooses. */
export type Scenarios = Readonly<Record<string, Scenario>>;

/** The scenario that a goal names. @throws Error when there is none */
export const scenarioFor = (goal: string, scenarios: Scenarios): Scenario => {
  const name = goal.split(' ', 1)[0] ?? '';
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
};
