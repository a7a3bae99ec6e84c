/**
 * Thrown when a server cannot run on this machine at all: no binaries for the platform, no package manager, no
 * permission, no network. The message says what is missing and what to do.
 */
export class ServerUnavailableError extends Error {
  override readonly name = 'ServerUnavailableError';
}

/** Thrown when a server was started and did not come up. The message ends with the last lines it logged. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
  /** The last lines the server logged, oldest first. */
  readonly lastLines: readonly string[];

  constructor(reason: string, lastLines: readonly string[]) {
    const said = lastLines.length === 0 ? 'It logged nothing.' : `Its last lines:\n${lastLines.join('\n')}`;
    super(`${reason} ${said}`);
    this.lastLines = lastLines;
  }
}

/** Thrown when a port that was asked for by number is in use. The message names the port and who holds it. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  /** The port that is taken, on 127.0.0.1. */
  readonly port: number;

  constructor(port: number, holder: PortHolder | undefined) {
    const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.command})`;
    super(`Port ${port} on 127.0.0.1 is taken by ${who}. Stop that process or choose another port.`);
    this.port = port;
  }
}

/** The process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** The command line, arguments separated by spaces. */
  readonly command: string;
}
