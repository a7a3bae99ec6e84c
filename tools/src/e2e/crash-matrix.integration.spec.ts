import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { diamondOfTen, type Scenario, type Scenarios } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack, type Replica } from './fixtures/engine-stack.ts';
import { inTurn } from './fixtures/in-turn.ts';
import {
  gapsIn,
  readTaskFile,
  recordProblems,
  repeatedSteps,
  successProblems,
  type TaskFile,
} from './fixtures/inspect-task.ts';
import { byLength } from './fixtures/length.ts';
import { PatientClient } from './fixtures/patient-client.ts';
import { flushAll } from './fixtures/restartable-server.ts';

/** Each step takes so long that tasks are in the middle of their plans when something happens. */
const manner = { delayMs: 250 };

type Moment = 'started' | 'ended';
interface Boundary {
  readonly stepId: string;
  readonly moment: Moment;
}

const allBoundaries: readonly Boundary[] = diamondOfTen().flatMap(({ id }) => [
  { stepId: id, moment: 'started' as const },
  { stepId: id, moment: 'ended' as const },
]);
/** In the short form one of them in each third of the plan, all within one batch of tasks. */
const boundaryRounds: readonly (readonly Boundary[])[] = byLength(
  [allBoundaries.filter((_, index) => [1, 8, 18].includes(index))],
  allBoundaries.map((boundary) => [boundary]),
);

const nameOf = ({ stepId, moment }: Boundary): string => `kill-when-${stepId}-has-${moment}`;

/** The ten-step diamond whose step at the boundary has a name of its own, by which it is known among all calls. */
const marked = (boundary: Boundary): Scenario => {
  const rename = (id: string): string => (id === boundary.stepId ? nameOf(boundary) : id);
  return diamondOfTen(manner).map(({ id, after = [], ...step }) => ({
    ...step,
    id: rename(id),
    after: after.map(rename),
  }));
};

const scenarios: Scenarios = {
  diamond: diamondOfTen(manner),
  payment: diamondOfTen({ ...manner, idempotent: false }),
  ...Object.fromEntries(allBoundaries.map((boundary) => [nameOf(boundary), marked(boundary)])),
};

const leaseSeconds = byLength(5, 10);
const tasksAtOnce = 50;
const paymentsAmongThem = 10;

let stack: EngineStack;
let client: PatientClient;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios,
    redis: true,
    // Fewer at a time than there are tasks, so that some run and some wait.
    environment: { ORCHESTRATOR_CONCURRENCY: '15', ORCHESTRATOR_LEASE_SECONDS: String(leaseSeconds) },
  });
  client = new PatientClient(stack, new Api(stack), byLength(90_000, 180_000));
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const submit = async (name: string): Promise<{ id: string; scenario: Scenario }> => ({
  id: await client.submit(`${name} task`),
  scenario: scenarios[name] ?? [],
});

const goals = (howMany: number): string[] =>
  Array.from({ length: howMany }, (_, n) =>
    n % (tasksAtOnce / paymentsAmongThem) === 0 ? 'payment' : 'diamond',
  );

const untilRunning = async (): Promise<void> => {
  await expect
    .poll(() => stack.replicas.every(({ arms }) => arms.calls.inFlight > 0), { timeout: 30_000 })
    .toBe(true);
};

const problemsOf = (file: TaskFile, paused: boolean): string[] => {
  const isPayment = file.scenario === scenarios['payment'];
  const interrupted = isPayment && file.task.status === 'failed' && file.task.error?.code === 'interrupted';
  const problems = [
    ...recordProblems(file),
    ...(interrupted ? [] : successProblems(file)),
    // A replica that stood still may be about to call when it wakes, before it can know that it lost the task.
    ...(paused ? [] : repeatedSteps(file)),
  ];
  return problems.map((problem) => `${file.task.goal} ${file.task.id}: ${problem}`);
};

/** Something that happens while tasks run. */
interface Disturbance {
  readonly happen: () => Promise<void>;
  /** Tasks besides the fifty. */
  readonly besides?: readonly string[];
  /** Tasks that are made while it goes on. */
  readonly during?: number;
  /** Whether a replica stands still in it. */
  readonly paused?: boolean;
}

/** Runs fifty tasks through a disturbance and gives what is wrong with any of them afterwards. */
const endure = async ({
  happen,
  besides = [],
  during = 0,
  paused = false,
}: Disturbance): Promise<string[]> => {
  const disturbed = besides.length > 0 ? happen() : undefined;
  const before = await Promise.all([...goals(tasksAtOnce - during), ...besides].map(submit));
  const live = Promise.all(before.slice(0, 5).map(({ id }) => client.follow(id)));
  // Whatever fails first is the failure of the test; this one is looked at last.
  live.catch(() => undefined);
  await untilRunning();
  const later = Promise.all(
    goals(during).map(async (name, n) => {
      await sleep(100 * n);
      return submit(name);
    }),
  );
  await (disturbed ?? happen());
  const all = [...before, ...(await later)];
  const files = await inTurn(all, 10, ({ id, scenario }) =>
    readTaskFile(client, id, scenario, (task) => stack.callsOf(task)),
  );
  const followed = await live;
  return [
    ...files.flatMap((file) => problemsOf(file, paused)),
    ...followed.flatMap((events) => gapsIn(events).map((gap) => `a reader: ${gap}`)),
  ];
};

/** Resolves with the replica once it calls, or has called, the step of a boundary; it has been struck then. */
const struckAt = (boundary: Boundary): Promise<Replica> =>
  new Promise((resolve) => {
    const end = stack.observe((replica, moment, { stepId }) => {
      if (stepId !== nameOf(boundary) || moment !== boundary.moment) return;
      replica.process.strike();
      end();
      resolve(replica);
    });
  });

const killAndRestart = async (boundary: Boundary): Promise<void> => {
  const { process } = await struckAt(boundary);
  await process.kill();
  await process.start();
};

const restart = async (server: { stop(): Promise<void>; start(): Promise<void> }, awayMs: number) => {
  await server.stop();
  await sleep(awayMs);
  await server.start();
};

const redis = () => {
  if (stack.redis === undefined) throw new Error('There is no Redis.');
  return stack.redis;
};

describe('while 50 tasks run, every task ends, no side effect is committed twice and no event is missing', () => {
  it.each(boundaryRounds.map((round) => [round.map(nameOf).join(', '), round] as const))(
    'kill -9 of an orchestrator replica at a step boundary of a ten-step diamond: %s',
    { timeout: 240_000 },
    async (_name, round) => {
      const problems = await endure({
        besides: round.map(nameOf),
        happen: async () => {
          // One after the other: the replica that is struck may hold other tasks of the round.
          await Promise.all(round.map(killAndRestart));
        },
      });
      expect(problems).toEqual([]);
    },
  );

  it('Redis FLUSHALL', { timeout: 240_000 }, async () => {
    expect(await endure({ happen: () => flushAll(redis().port) })).toEqual([]);
  });

  it('Redis stopped', { timeout: 240_000 }, async () => {
    const awayMs = byLength(3_000, 20_000);
    expect(await endure({ during: 20, happen: () => restart(redis(), awayMs) })).toEqual([]);
  });

  it('PostgreSQL restarted at once, as after a crash', { timeout: 240_000 }, async () => {
    const happen = async (): Promise<void> => {
      await stack.postgres.crash();
      await stack.postgres.start();
    };
    expect(await endure({ during: 20, happen })).toEqual([]);
  });

  it('the event loop of a replica blocked until its leases are lost', { timeout: 300_000 }, async () => {
    const [first] = stack.replicas;
    if (first === undefined) throw new Error('There is no replica.');
    const happen = async (): Promise<void> => {
      stack.pause(first);
      await sleep(byLength(leaseSeconds * 1_400, 60_000));
      stack.continue(first);
    };
    expect(await endure({ paused: true, happen })).toEqual([]);
  });
});
