import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { formatSeconds, UserError } from '../output/index.ts';
import { LastLines, signalGroup } from '../process/index.ts';
import { answersOk, untilOk } from './ready.ts';
import { RestartPolicy } from './restart-policy.ts';

/** Thrown when a service does not become ready. The message ends with the last lines it wrote. */
export class ServiceStartError extends UserError {
  override readonly name = 'ServiceStartError';

  constructor(service: string, what: string, lines: readonly string[]) {
    const said = lines.length === 0 ? 'It wrote nothing.' : `Its last lines:\n${lines.join('\n')}`;
    super(
      `${service} ${what}. ${said}\nPut right what they say, then start again. If its data are damaged: npm start -- --fresh`,
    );
  }
}

export interface SupervisedServiceOptions {
  readonly name: string;
  readonly url: string;
  readonly metricsUrl: string;
  /** The address that answers 200 when the service is ready. */
  readonly readyUrl: string;
  /** The address that answers 200 when the process works at all. */
  readonly liveUrl: string;
  /** How long it may take to stop by itself, in seconds. */
  readonly drainSeconds: number;
  readonly spawn: () => ChildProcess;
  /** Gets every line that the service writes. */
  readonly onLine: (line: string) => void;
  /** Gets a sentence for people when the service crashes, comes back or is given up. */
  readonly notice: (sentence: string) => void;
  /** How long it may take to become ready. @default 60,000 ms */
  readonly readyTimeoutMs?: number;
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const defaultReadyTimeoutMs = 60_000;
const graceMs = 3_000;
const didNotBecomeReady = 'did not become ready';
/** EX_CONFIG: the configuration is wrong, and will be at the next start. */
const configurationExit = 78;

const describeExit = ({ code, signal }: Exit): string => (signal === null ? `exit code ${code}` : signal);

/** One run of the process, from its start to its end. */
interface Run {
  readonly child: ChildProcess;
  readonly lines: LastLines;
  readonly exited: Promise<Exit>;
}

/** A service as a child process: started, watched, started again when it crashes, stopped. */
export class SupervisedService {
  readonly name: string;
  readonly url: string;
  readonly metricsUrl: string;
  readonly #options: SupervisedServiceOptions;
  readonly #policy = new RestartPolicy();
  readonly #stopping = new AbortController();
  #run: Run | undefined;
  /** How often it was restarted on purpose. What a crash before that led to is not gone on with. */
  #restarts = 0;
  #restarting: Promise<void> | undefined;

  constructor(options: SupervisedServiceOptions) {
    this.name = options.name;
    this.url = options.url;
    this.metricsUrl = options.metricsUrl;
    this.#options = options;
  }

  /** The process id; undefined while there is no process. */
  get pid(): number | undefined {
    return this.#run?.child.pid;
  }

  /**
   * Starts the service and resolves once it is ready; from then on a crash makes it start again.
   * @throws ServiceStartError when it ends first or takes too long
   */
  async start(): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    const run = this.#launch();
    await this.#untilReady(run);
    this.#watch(run);
  }

  /** Ends the process with a signal, as a crash would, and resolves when it is gone. It will be started again. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    run.child.kill(signal);
    await run.exited;
  }

  /**
   * Stops the service in good order and starts it again, with what has been built meanwhile; also one that was given up.
   * One that does not answer its liveness probe is not waited for. A call while another is under way waits for that one.
   * @throws ServiceStartError when it does not become ready; it is then started again as after a crash
   */
  restart(): Promise<void> {
    this.#restarting ??= this.#restart().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  /** Stops the service in good order, and with SIGKILL when it takes longer than it may, or when `hurry` is aborted. */
  async stop(hurry?: AbortSignal): Promise<void> {
    this.#stopping.abort();
    if (this.#run !== undefined) await this.#end(this.#run, hurry);
  }

  async #restart(): Promise<void> {
    const hangs = !(await answersOk(this.#options.liveUrl));
    this.#restarts += 1;
    if (this.#run !== undefined) await this.#end(this.#run, hangs ? AbortSignal.abort() : undefined);
    try {
      await this.start();
    } catch (error) {
      if (error instanceof ServiceStartError) void this.#recover(didNotBecomeReady, null);
      throw error;
    }
  }

  #launch(): Run {
    const child = this.#options.spawn();
    const lines = new LastLines();
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => {
          lines.add(line);
          this.#options.onLine(line);
        });
    const exited = new Promise<Exit>((resolve) => {
      child.once('error', (error) => {
        lines.add(error.message);
        resolve({ code: 1, signal: null });
      });
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    const run = { child, lines, exited };
    this.#run = run;
    void exited.then(() => {
      // Whatever it had started itself (tools in a sandbox) ends with it.
      signalGroup(child.pid, 'SIGKILL');
      if (this.#run === run) this.#run = undefined;
    });
    return run;
  }

  async #untilReady(run: Run): Promise<void> {
    const timeoutMs = this.#options.readyTimeoutMs ?? defaultReadyTimeoutMs;
    const ended = new AbortController();
    void run.exited.then(() => ended.abort());
    const giveUp = AbortSignal.any([ended.signal, this.#stopping.signal, AbortSignal.timeout(timeoutMs)]);
    // Somebody else might answer on its port: it must be ready and alive.
    if ((await untilOk(this.#options.readyUrl, giveUp)) && !ended.signal.aborted) return;
    this.#stopping.signal.throwIfAborted();
    if (ended.signal.aborted) {
      const how = describeExit(await run.exited);
      throw new ServiceStartError(this.name, `ended with ${how} before it was ready`, run.lines.all);
    }
    await this.#end(run);
    const waited = formatSeconds(timeoutMs);
    throw new ServiceStartError(this.name, `was not ready after ${waited}`, run.lines.all);
  }

  #watch(run: Run): void {
    const restarts = this.#restarts;
    void run.exited.then(async (exit) => {
      if (this.#isSettled(restarts)) return;
      await this.#recover(`has ended with ${describeExit(exit)}`, exit.code);
    });
  }

  /** Whether nothing is left to do about a crash: the service is being stopped, or was restarted since. */
  #isSettled(restarts: number): boolean {
    return this.#stopping.signal.aborted || this.#restarts !== restarts;
  }

  async #recover(what: string, code: number | null): Promise<void> {
    const restarts = this.#restarts;
    const verdict = this.#policy.crashed(performance.now());
    if (code === configurationExit) {
      this.#options.notice(`${this.name} ${what}: its configuration is not valid. It is not started again.`);
      return;
    }
    if (verdict.kind === 'give-up') {
      this.#options.notice(
        `${this.name} ${what}, ${verdict.crashes} times within a minute. It is not started again; the other services keep running. Read its last lines, put right what they say, then stop this and run npm start again.`,
      );
      return;
    }
    this.#options.notice(`${this.name} ${what}. It is started again in ${formatSeconds(verdict.afterMs)}.`);
    const began = performance.now();
    const { signal } = this.#stopping;
    await delay(verdict.afterMs, undefined, { signal }).catch(() => undefined);
    if (this.#isSettled(restarts)) return;
    try {
      await this.start();
      this.#options.notice(`${this.name} is ready again after ${formatSeconds(performance.now() - began)}.`);
    } catch (error) {
      if (this.#isSettled(restarts)) return;
      await this.#recover(error instanceof ServiceStartError ? didNotBecomeReady : String(error), null);
    }
  }

  async #end({ child, exited }: Run, hurry?: AbortSignal): Promise<void> {
    child.kill('SIGTERM');
    const done = new AbortController();
    const patience = delay(this.#options.drainSeconds * 1_000 + graceMs, undefined, {
      signal: hurry === undefined ? done.signal : AbortSignal.any([hurry, done.signal]),
    }).catch(() => undefined);
    await Promise.race([exited, patience]);
    done.abort();
    signalGroup(child.pid, 'SIGKILL');
    await exited;
  }
}
