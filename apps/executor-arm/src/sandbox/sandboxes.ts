import { preflightBubblewrap } from './bubblewrap/preflight.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { type Obstacle, type Preflight, sentenceOf } from './preflight.ts';
import type { RunKind, Sandbox } from './sandbox.ts';
import { preflightWasm } from './wasm/preflight.ts';

export type SandboxMode = 'auto' | 'bubblewrap' | 'wasm' | 'off';

export interface SandboxSettings {
  readonly mode: SandboxMode;
  readonly bwrap: string;
  readonly python: string;
  /** The Node.js that runs JavaScript and the interpreters. @default the one that runs the service */
  readonly node?: string;
  readonly limits?: Limits;
}

/** The settings ask for a sandbox that cannot start on this machine. Thrown at start. */
export class SandboxUnavailableError extends Error {
  override readonly name = 'SandboxUnavailableError';
}

const noObstacles: Preflight = { sandbox: undefined, obstacles: {} };
const turnedOff: Obstacle = {
  reason: 'The sandbox is turned off.',
  remedy: 'Set EXECUTOR_SANDBOX to auto to run programs.',
};
const noPrograms: Obstacle = {
  reason: 'The wasm sandbox runs Python and JavaScript, and no programs.',
  remedy: 'Set EXECUTOR_SANDBOX to auto or bubblewrap.',
};

/** The sandboxes of this machine, the strongest first, and why others are not among them. */
export class Sandboxes {
  readonly #sandboxes: readonly Sandbox[];
  readonly #obstacles: Preflight['obstacles'];

  private constructor(sandboxes: readonly Sandbox[], obstacles: Preflight['obstacles']) {
    this.#sandboxes = sandboxes;
    this.#obstacles = obstacles;
  }

  /** @throws SandboxUnavailableError when the one that the mode names cannot start */
  static async open({ mode, ...settings }: SandboxSettings): Promise<Sandboxes> {
    if (mode === 'off') return new Sandboxes([], { sandbox: turnedOff });
    const given = { limits: defaultLimits, node: process.execPath, ...settings };
    const bubblewrap = mode === 'wasm' ? noObstacles : await preflightBubblewrap(given);
    const wasm = mode === 'bubblewrap' ? noObstacles : preflightWasm(given);
    const obstacles = { ...wasm.obstacles, ...bubblewrap.obstacles };
    const asked = mode === 'wasm' ? wasm : bubblewrap;
    if (mode !== 'auto' && asked.sandbox === undefined)
      throw new SandboxUnavailableError(
        `EXECUTOR_SANDBOX is ${mode}. ${obstacles.sandbox === undefined ? '' : sentenceOf(obstacles.sandbox)}`.trim(),
      );
    return new Sandboxes(
      [bubblewrap.sandbox, wasm.sandbox].filter((sandbox) => sandbox !== undefined),
      obstacles,
    );
  }

  /** The sandbox that runs a kind of program; undefined when none can. */
  for(kind: RunKind): Sandbox | undefined {
    return this.#sandboxes.find(({ kinds }) => kinds.has(kind));
  }

  /** Why a kind of program is not run, or not by the stronger sandbox; undefined when it is. */
  obstacle(kind: RunKind): Obstacle | undefined {
    if (this.for(kind)?.name === 'bubblewrap') return undefined;
    return (
      this.#obstacles[kind] ??
      this.#obstacles.sandbox ??
      (this.for(kind) === undefined ? noPrograms : undefined)
    );
  }
}
