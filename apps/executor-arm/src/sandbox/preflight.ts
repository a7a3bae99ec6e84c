import type { RunKind, Sandbox } from './sandbox.ts';

/** Why something cannot run, and what an operator can do. */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

/** What a sandbox can do on this machine. */
export interface Preflight {
  /** Undefined when it cannot start at all. */
  readonly sandbox: Sandbox | undefined;
  /** Why it cannot start, or by kind what it cannot run although it starts. */
  readonly obstacles: Readonly<Partial<Record<RunKind | 'sandbox', Obstacle>>>;
}

export const sentenceOf = ({ reason, remedy }: Obstacle): string => `${reason} ${remedy}`;
