import { addressSetting, orchestrator, type Service } from '@octollm/catalogue';
import { CallLog } from './call-log.ts';
import { Gate } from './gate.ts';
import type { Scenarios } from './scenario.ts';
import { ScriptedArm } from './scripted-arm.ts';

/** All arms that the orchestrator calls, played by this process. */
export interface ScriptedArms {
  /** The address of an arm, by its name in the catalogue. @throws Error when the orchestrator calls no such arm */
  urlOf(arm: string): string;
  /** The variables that lead an orchestrator to the arms. */
  readonly environment: Readonly<Record<string, string>>;
  readonly calls: CallLog;
  /** Answers the calls of held steps, those that wait and those that come. */
  release(): void;
  /** Holds the calls of held steps again. */
  hold(): void;
  /** Closes every connection at once. */
  close(): Promise<void>;
}

export interface ScriptedArmsOptions {
  /** Whether calls are kept, or only counted, which a benchmark wants. @default true */
  readonly recording?: boolean;
}

/** Starts the arms on free ports of 127.0.0.1: the planner answers with the scenario that a goal's first word names. */
export const startScriptedArms = async (
  scenarios: Scenarios,
  { recording = true }: ScriptedArmsOptions = {},
): Promise<ScriptedArms> => {
  const calls = new CallLog(recording);
  const gate = new Gate();
  const services: readonly Service[] = orchestrator.calls;
  const arms = new Map(
    services.map((service) => [service.name, new ScriptedArm(service, { scenarios, calls, gate })]),
  );
  await Promise.all([...arms.values()].map((arm) => arm.listen()));
  return {
    urlOf: (name) => {
      const arm = arms.get(name);
      if (arm === undefined) throw new Error(`The orchestrator calls no arm ${name}.`);
      return arm.url;
    },
    environment: Object.fromEntries([...arms].map(([name, arm]) => [addressSetting(name), arm.url])),
    calls,
    release: () => gate.open(),
    hold: () => gate.close(),
    close: async () => {
      gate.open();
      await Promise.all([...arms.values()].map((arm) => arm.close()));
    },
  };
};
