/** A server that runs as a child of this process and accepts connections. It ends when this process ends. */
export interface RunningServer {
  /** The connection URL, password included: keep it out of logs. */
  readonly url: string;
  /** The TCP port on 127.0.0.1. */
  readonly port: number;
  /** The process id of the server itself. */
  readonly pid: number;
  /** Resolves with the exit code (128 + signal after a signal) when the server has ended, for whatever reason. */
  readonly exited: Promise<number>;
  /** Stops the server in good order and resolves when it has ended; at once when it already has. */
  stop(): Promise<void>;
  /** Ends the server with SIGKILL, as a crash would; for crash tests. Resolves when it has ended. */
  kill(): Promise<void>;
}
