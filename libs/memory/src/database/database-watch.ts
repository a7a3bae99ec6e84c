import { UnavailableError } from '@octollm/contracts';
import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Pool as PgPool } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isQueryTimeout, translated } from './errors.ts';
import { statementName } from './statement-name.ts';

/** Where statements go. */
export type PoolName = 'primary' | 'replica';

/** A statement that was answered, or failed. */
export interface EndedStatement {
  /** What it does, in two words; one of a few. */
  readonly statement: string;
  readonly seconds: number;
  /** Why it failed, if it did: nobody answered, not in time, or the statement was refused. */
  readonly error: 'unavailable' | 'timeout' | 'refused' | undefined;
}

/** Hears what becomes of statements. It must not throw. */
export interface DatabaseObserver {
  /** A caller has got a connection, after waiting for it. */
  connected(pool: PoolName, seconds: number): void;
  ended(end: EndedStatement): void;
}

/** The connections of a pool at a moment. */
export interface PoolState {
  readonly pool: PoolName;
  readonly used: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
  readonly max: number;
}

const tracer = trace.getTracer('@octollm/memory');
const watches = new WeakMap<DataSource, { readonly pool: PoolName; readonly observer: DatabaseObserver }>();
const connected = new WeakSet<QueryRunner>();

/** Has an observer hear of the statements of a source from now on. */
export const watchSource = (source: DataSource, pool: PoolName, observer: DatabaseObserver): void => {
  watches.set(source, { pool, observer });
};

/** How the connections of a source are now. One that is closed has none. */
export const poolStateOf = (source: DataSource, pool: PoolName): PoolState => {
  const connections = Reflect.get(source.driver, 'master') as PgPool | undefined;
  if (connections === undefined) return { pool, used: 0, idle: 0, waiting: 0, max: 0 };
  const { totalCount, idleCount, waitingCount, options } = connections;
  const { max } = options;
  return { pool, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount, max };
};

const errorOf = (error: unknown): EndedStatement['error'] => {
  if (isQueryTimeout(error)) return 'timeout';
  return translated(error) instanceof UnavailableError ? 'unavailable' : 'refused';
};

const elapsed = (started: number): number => (performance.now() - started) / 1_000;

/** Tells how long a runner waited for its connection, the first time that it asks for one. @throws what it fails with */
export const watchConnect = async <Client>(
  runner: QueryRunner,
  connect: () => Promise<Client>,
): Promise<Client> => {
  const watch = watches.get(runner.dataSource);
  if (watch === undefined || connected.has(runner)) return connect();
  connected.add(runner);
  const started = performance.now();
  try {
    const client = await connect();
    watch.observer.connected(watch.pool, elapsed(started));
    return client;
  } catch (error) {
    watch.observer.ended({ statement: 'connect', seconds: elapsed(started), error: errorOf(error) });
    throw error;
  }
};

/** A span of a statement that belongs to a trace: what the process looks up by itself would be a trace each time. */
const startSpan = (text: string): Span | undefined => {
  if (trace.getActiveSpan()?.isRecording() !== true) return undefined;
  const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': statementName(text) };
  return tracer.startSpan(statementName(text), { kind: SpanKind.CLIENT, attributes });
};

/** Tells how a statement ended. @throws what it fails with */
export const watchStatement = async <Result>(
  runner: QueryRunner,
  text: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const span = startSpan(text);
  const observer = watches.get(runner.dataSource)?.observer;
  if (observer === undefined && span === undefined) return work();
  const started = performance.now();
  const end = (error: EndedStatement['error']): void => {
    observer?.ended({ statement: statementName(text), seconds: elapsed(started), error });
    if (error !== undefined)
      span?.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };
  try {
    const result = await work();
    end(undefined);
    return result;
  } catch (error) {
    end(errorOf(error));
    throw error;
  }
};
