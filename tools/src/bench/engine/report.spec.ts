import { describe, expect, it } from 'vitest';
import type { Sample } from './measure/sample.ts';
import { overheadFigures, platformFigures, ratiosOf, runFigures, saturationFigures } from './report.ts';
import type { Medians } from './rounds.ts';

const sample = (tasksPerSecond: number, p50 = 10): Sample => ({
  tasksPerSecond,
  p50,
  p95: 20,
  cpu: 1.23456,
  postgresCpu: 2,
  redisCpu: 0,
  toolsCpu: 0.5,
});
const medians = new Map<string, Medians>([
  ['floor', new Map([[1, sample(500, 2)]])],
  [
    'octollm',
    new Map([
      [1, sample(80, 12)],
      [50, sample(600)],
      [200, sample(900)],
    ]),
  ],
  [
    'dbos',
    new Map([
      [1, sample(100, 7)],
      [50, sample(300)],
    ]),
  ],
  ['octollm_pg_queue', new Map([[50, sample(700)]])],
]);

describe('the report of the engine benchmark', () => {
  it('compares tasks a second with each peer that ran: above 1 we do more', () => {
    expect(ratiosOf(medians, 50)).toEqual({ dbos: 2 });
    expect(ratiosOf(new Map(), 50)).toEqual({});
  });

  it('names each figure by contender and tasks in flight', () => {
    expect(runFigures(medians)).toMatchObject({
      octollm_50_tasks_per_s: 600,
      octollm_50_cpu_ms: 1.235,
      dbos_1_p50_ms: 7,
    });
  });

  it('gives what a step costs above the floor, and nothing when there is no floor', () => {
    expect(overheadFigures(medians)).toEqual({
      octollm_overhead_per_step_ms: 2,
      dbos_overhead_per_step_ms: 1,
    });
    expect(overheadFigures(new Map([...medians].slice(1)))).toEqual({});
  });

  it('gives the most tasks a second at any number in flight', () => {
    expect(saturationFigures(medians)).toMatchObject({
      octollm_saturation_tasks_per_s: 900,
      dbos_saturation_tasks_per_s: 300,
    });
  });

  it('gives the growth with a second replica', () => {
    const acceptance = { p50: 1, p95: 2, p99: 3, refused: 0 };
    expect(
      platformFigures({
        alone: acceptance,
        loaded: acceptance,
        oneReplica: sample(400),
        twoReplicas: sample(600),
      }),
    ).toMatchObject({ api_accept_p99_ms: 3, api_accept_loaded_refused: 0, second_replica_growth: 1.5 });
  });
});
