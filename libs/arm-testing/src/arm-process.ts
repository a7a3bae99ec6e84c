import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@octollm/local-servers';

const startLimitMs = 30_000;

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
};

/** The bundle of an arm, running. */
export class ArmProcess {
  readonly url: string;
  readonly metricsUrl: string;
  readonly #child: ChildProcess;
  #log = '';

  private constructor(child: ChildProcess, port: number, metricsPort: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.metricsUrl = `http://127.0.0.1:${metricsPort}`;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#log += chunk.toString();
      });
  }

  /**
   * Starts a bundle with nothing but the given variables in its environment and waits until it is ready.
   * @throws Error with the log when it ends or is not ready within 30 seconds
   */
  static async start(main: string, environment: Readonly<Record<string, string>>): Promise<ArmProcess> {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const env = { HOST: '127.0.0.1', PORT: String(port), METRICS_PORT: String(metricsPort), ...environment };
    // The IPC channel makes the service stop when the test process dies.
    const child = spawn(process.execPath, ['--enable-source-maps', main], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const arm = new ArmProcess(child, port, metricsPort);
    const giveUpAt = Date.now() + startLimitMs;
    while (!(await isReady(arm.url))) {
      if (child.exitCode !== null) throw new Error(`The arm ended with ${child.exitCode}:\n${arm.#log}`);
      if (Date.now() > giveUpAt) {
        child.kill('SIGKILL');
        throw new Error(`The arm was not ready within ${startLimitMs} ms:\n${arm.#log}`);
      }
      await sleep(25);
    }
    return arm;
  }

  /** @returns the exit code */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
    return this.#child.exitCode;
  }
}
