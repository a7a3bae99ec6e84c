/** What one closed-loop run of a contender found. */
export interface LoadResult {
  /** Tasks that ended well within the time. */
  readonly tasks: number;
  /** All tasks that began, also those that ended after the time. */
  readonly started: number;
  readonly failed: number;
  /** Why the first one failed. */
  readonly reason?: string | undefined;
  readonly seconds: number;
  /** How long each task took, in milliseconds, in no order. */
  readonly latencies: readonly number[];
}

export interface Load {
  /** Tasks under way at any time: a new one begins when one ends. */
  readonly inFlight: number;
  /** Milliseconds after which no new task begins. */
  readonly ms: number;
}

/** A contender that is up and has its tables. */
export interface RunningContender {
  run(load: Load): Promise<LoadResult>;
  /** What can only be measured where there is an API and where there are replicas. */
  readonly platform?: PlatformMeasures;
  /** The processes whose CPU time its tasks cost; PostgreSQL, Redis and the tools are counted apart. */
  pids(): readonly number[];
  stop(): Promise<void>;
}

export interface AcceptanceLoad {
  /** Tasks that are submitted in a second, whatever becomes of the others. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Tasks that other clients keep in flight meanwhile. */
  readonly inFlight: number;
}

/** How long it took to accept each task, in milliseconds from when it was due, and how many were refused. */
export interface Acceptance {
  readonly latencies: readonly number[];
  readonly refused: number;
}

export interface PlatformMeasures {
  /** Submits tasks without waiting for their end, and comes back when all have ended. */
  accept(load: AcceptanceLoad): Promise<Acceptance>;
  /** Lets a second replica join for the time of the work. */
  withReplica<Result>(work: (both: RunningContender) => Promise<Result>): Promise<Result>;
}

/** Something that can carry out the graph of the benchmark. */
export interface Contender {
  readonly name: string;
  /** One line: the versions and settings that matter. */
  readonly description: string;
  /** Whether it needs the packages of the peers. */
  readonly isPeer: boolean;
  start(arena: Arena, signal: AbortSignal): Promise<RunningContender>;
}

/** What all contenders share. */
export interface Arena {
  /** The URL of a database of this PostgreSQL, which need not exist. */
  databaseUrl(name: string): string;
  /** A Redis as the queue has it in production. */
  readonly redisUrl: string;
  readonly tools: NoopTools;
}

/** The server of the tools: every call is answered at once, with the same bytes for everybody. */
export interface NoopTools {
  /**
   * Where an arm of the catalogue is.
   * @param asksModels whether it is to be one that says it may ask models
   * @default false
   */
  urlOf(arm: string, asksModels?: boolean): string;
  readonly pid: number;
  stop(): Promise<void>;
}
