import type { ArmRequest } from '@octollm/contracts';

/** One call of a scripted arm. Times are milliseconds of Date.now. */
export interface Call {
  readonly arm: string;
  readonly action: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly attempt: number;
  /** Of the request of the client, by the traceparent in the arm's. */
  readonly traceId: string;
  readonly input: ArmRequest['input'];
  readonly startedAt: number;
  /** Undefined while it runs. */
  endedAt: number | undefined;
  /** Aborted: the caller closed the connection before the answer was written. */
  outcome: 'running' | 'succeeded' | 'failed' | 'aborted';
}

/** Hears of a call when its request is there, and when it has been answered or aborted. */
export type CallListener = (moment: 'started' | 'ended', call: Call) => void;

/** Every call that scripted arms got. */
export class CallLog {
  readonly #recording: boolean;
  readonly #byTask = new Map<string, Call[]>();
  readonly #listeners = new Set<CallListener>();
  readonly #running = new Set<Call>();
  #most = 0;
  #total = 0;

  /** @param recording - whether calls are kept, or only counted. */
  constructor(recording: boolean) {
    this.#recording = recording;
  }

  /** The calls that run now. */
  get running(): ReadonlySet<Call> {
    return this.#running;
  }

  /** How many calls run now. */
  get inFlight(): number {
    return this.#running.size;
  }

  /** Calls that ran at the same time, at most. */
  get mostInFlight(): number {
    return this.#most;
  }

  /** Calls that were begun. */
  get total(): number {
    return this.#total;
  }

  /** The calls of a task, or of one step of it, in the order in which they began. */
  of(taskId: string, stepId?: string): readonly Call[] {
    const calls = this.#byTask.get(taskId) ?? [];
    return stepId === undefined ? calls : calls.filter((call) => call.stepId === stepId);
  }

  /** Adds a listener. The function that is returned removes it. */
  observe(listener: CallListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Forgets the calls and the counts; those that run are still counted as running. */
  clear(): void {
    this.#byTask.clear();
    this.#most = this.#running.size;
    this.#total = 0;
  }

  /** Notes that a call has begun. */
  begin(call: Call): void {
    this.#running.add(call);
    this.#total++;
    this.#most = Math.max(this.#most, this.#running.size);
    if (this.#recording) {
      const calls = this.#byTask.get(call.taskId);
      if (calls === undefined) this.#byTask.set(call.taskId, [call]);
      else calls.push(call);
    }
    for (const listener of this.#listeners) listener('started', call);
  }

  /** Notes how a call has ended. */
  end(call: Call, outcome: Exclude<Call['outcome'], 'running'>): void {
    this.#running.delete(call);
    call.endedAt = Date.now();
    call.outcome = outcome;
    for (const listener of this.#listeners) listener('ended', call);
  }
}
