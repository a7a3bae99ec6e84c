/** How something that an arm did came out; `refused` when it was not allowed to. */
export type ActionOutcome = 'succeeded' | 'failed' | 'refused';

/** Something that an arm did, to be written down. */
export interface NewAction {
  readonly arm: string;
  readonly action: string;
  readonly taskId: string | null;
  readonly stepId: string | null;
  /** A sentence for people, without the texts that were worked on; cut off after 1,000 characters. */
  readonly summary: string;
  readonly outcome: ActionOutcome;
  /** SHA-256 of what came of it, in lower-case hexadecimal; null when nothing did. */
  readonly provenanceSha256: string | null;
}

/** An entry of the log. */
export interface Action extends NewAction {
  readonly id: string;
  readonly at: Date;
}

/** Which entries a page of the log shows. */
export interface ActionQuery {
  readonly arm?: string;
  readonly taskId?: string;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}
