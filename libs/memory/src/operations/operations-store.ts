import {
  type ActiveTask,
  type ActiveTaskCount,
  ErrorCategory,
  type Failure,
  type FailureCount,
  isTerminal,
  type PerformanceReport,
  type Throughput,
} from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import {
  type ActiveTaskCountRow,
  type ActiveTaskRow,
  activeTaskCountsStatement,
  activeTasksStatement,
} from './active-task-statements.ts';
import { type Backlog, type BacklogBounds, backlogStatement } from './backlog-statement.ts';
import {
  type FailureCountRow,
  type FailureRow,
  failureCountsStatement,
  failuresStatement,
} from './failure-statements.ts';
import {
  armsStatement,
  type ThroughputRow,
  tasksStatement,
  workStatement,
} from './performance-statements.ts';

/** How all replicas together do, from what they have stored. */
export type StoredPerformance = Omit<PerformanceReport, 'window_minutes' | 'work' | 'anomalies'> & {
  readonly work: Omit<PerformanceReport['work'], 'wake_ups_queued'>;
};

interface WorkRow {
  readonly at: Date;
  readonly in_progress: number;
  readonly waiting: number;
  readonly oldest_waiting_seconds: number | null;
}

const toThroughput = (row: ThroughputRow | undefined, until: Date, since: Date): Throughput => {
  const minutes = Math.max((until.getTime() - since.getTime()) / 60_000, 1 / 60_000);
  const [p50, p95, p99] = row?.latency ?? [];
  const ended = row?.ended ?? 0;
  return {
    ended,
    succeeded: row?.succeeded ?? 0,
    per_minute: Math.round((ended / minutes) * 1_000) / 1_000,
    latency_ms:
      p50 === undefined || p95 === undefined || p99 === undefined
        ? null
        : { p50: Math.max(p50, 0), p95: Math.max(p95, 0), p99: Math.max(p99, 0) },
  };
};

const toWork = (row: WorkRow | undefined): StoredPerformance['work'] => ({
  tasks_in_progress: row?.in_progress ?? 0,
  tasks_waiting: row?.waiting ?? 0,
  oldest_waiting_seconds: row?.oldest_waiting_seconds ?? null,
});

const recovered = (row: FailureRow): boolean | null => {
  if (row.kind === 'task') return false;
  if (row.step_status === 'succeeded' || row.task_status === 'succeeded') return true;
  return isTerminal(row.task_status) ? false : null;
};

const unknownCode = 'unknown';

const toFailure = (row: FailureRow): Failure => ({
  kind: row.kind,
  task_id: row.task_id,
  step_id: row.step_id,
  at: row.at.toISOString(),
  status: row.status,
  code: row.error?.code ?? unknownCode,
  category: row.error?.category ?? null,
  message: row.error?.message ?? '',
  arm_id: row.arm,
  action: row.action,
  attempt: row.attempt,
  attempts: row.attempts,
  task_status: row.task_status,
  recovered: recovered(row),
});

const toCount = (row: FailureCountRow): FailureCount => ({
  kind: row.kind,
  code: row.code ?? unknownCode,
  category: ErrorCategory.safeParse(row.category).data ?? null,
  arm_id: row.arm,
  count: row.count,
  last_at: row.last_at.toISOString(),
});

/** What operators ask of everything that is stored. Every statement reads a bounded number of rows. */
export class OperationsStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Latency and throughput of tasks and arms over the last minutes, and the work that waits. Without a tenant: it
   * adds up those of all tenants, and nothing of one can be told from it.
   */
  async performance(minutes: number): Promise<StoredPerformance> {
    const [[work], [tasks], arms] = await Promise.all([
      query<WorkRow>(this.#source, workStatement),
      query<ThroughputRow>(this.#source, tasksStatement(minutes)),
      query<ThroughputRow & { arm: string }>(this.#source, armsStatement(minutes)),
    ]);
    const until = work?.at ?? new Date();
    const start = new Date(until.getTime() - minutes * 60_000);
    const tasksSince = tasks?.since ?? start;
    const armsSince = arms[0]?.since ?? start;
    return {
      at: until.toISOString(),
      tasks: { ...toThroughput(tasks, until, tasksSince), since: tasksSince.toISOString() },
      arms: {
        since: armsSince.toISOString(),
        items: arms.map((row) => ({ arm_id: row.arm, ...toThroughput(row, until, armsSince) })),
      },
      work: toWork(work),
    };
  }

  /** The tenant's newest failures, of tasks and of attempts of steps, newest first. */
  async failures(tenantId: string, limit: number): Promise<Failure[]> {
    return (await query<FailureRow>(this.#source, failuresStatement(tenantId, limit))).map(toFailure);
  }

  /**
   * How often what failed in the last minutes, the most frequent first. Without a tenant: it counts those of all
   * tenants by code and arm, and reads neither their texts nor their ids.
   */
  async failureCounts(minutes: number): Promise<FailureCount[]> {
    return (await query<FailureCountRow>(this.#source, failureCountsStatement(minutes))).map(toCount);
  }

  /** The work that waits and that goes on, of all tenants together. */
  async work(): Promise<StoredPerformance['work']> {
    const [row] = await query<WorkRow>(this.#source, workStatement);
    return toWork(row);
  }

  /**
   * How much work waits, of all tenants together, and how fast it gets less. It costs little enough to be asked every
   * second: no more than `mostTasks` rows are read for each number.
   */
  async backlog(bounds: BacklogBounds): Promise<Backlog> {
    const [row] = await query<Backlog>(this.#source, backlogStatement(bounds));
    return row ?? { waiting: 0, overdue: 0, oldest_seconds: 0, drained_per_second: 0 };
  }

  /** The tenant's tasks that have not ended, the oldest first, with who works on them and at what. */
  async activeTasks(tenantId: string, limit: number): Promise<ActiveTask[]> {
    const rows = await query<ActiveTaskRow>(this.#source, activeTasksStatement(tenantId, limit));
    return rows.map((row) => ({ ...row }));
  }

  /** How many tasks have not ended, by status. Without a tenant: it counts those of all, and names none. */
  async activeTaskCounts(): Promise<ActiveTaskCount[]> {
    const rows = await query<ActiveTaskCountRow>(this.#source, activeTaskCountsStatement);
    return rows.map((row) => ({ ...row }));
  }
}
