import type { SandboxName } from '@octollm/contracts';

/** What a sandbox may be able to run: one program of the allow-list, or code in a language. */
export type RunKind = 'shell' | 'python' | 'javascript';

export type Program =
  | {
      readonly kind: 'shell';
      /** The name of a program, without a folder. */
      readonly program: string;
      readonly args: readonly string[];
      /** Variables the program needs besides the usual ones. */
      readonly env?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'python' | 'javascript'; readonly code: string };

export interface Run {
  readonly program: Program;
  readonly stdin: string;
  /** Text by path relative to the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** How a run ended. Output that is not UTF-8 or holds NUL has U+FFFD in those places. */
export interface Ended {
  /** Null when the run was stopped. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly timedOut: boolean;
  readonly memoryExceeded: boolean;
  readonly durationMs: number;
}

/** The sandbox itself could not start, so nothing was run. The message says why, for an operator. */
export class SandboxStartError extends Error {
  override readonly name = 'SandboxStartError';
}

/**
 * Runs programs that nobody trusts. Each run has a workspace of its own, no network, none of the service's environment
 * and files, and leaves nothing behind: no file, no process.
 */
export interface Sandbox {
  readonly name: SandboxName;
  /** What it can run on this machine. */
  readonly kinds: ReadonlySet<RunKind>;
  /**
   * @param signal - stops the run
   * @throws SandboxStartError when the sandbox does not start; the reason of the signal when that is aborted
   */
  run(run: Run, signal: AbortSignal): Promise<Ended>;
}
