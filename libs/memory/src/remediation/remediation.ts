/** What is written beside a decision: flat, for people to read. */
export type RemediationDetails = Readonly<Record<string, string | number | boolean>>;

/** Why a remediation is done, or is not. */
export interface NewRemediation {
  /** A UUID that is made from what was decided on; the same one again is not written twice. */
  readonly id: string;
  /** Such as `restart`. */
  readonly action: string;
  /** What it is done to, such as `judge-arm`. */
  readonly target: string;
  /** Whom it is done to, when that is a tenant; what the platform shows of its healing leaves it out. @default nobody */
  readonly tenantId?: string | null;
  /** `act` for what is carried out; anything else changes nothing. */
  readonly decision: string;
  /** A sentence for people. */
  readonly reason: string;
  readonly details: RemediationDetails;
}

/** What tells which decision an action belongs to. */
export type DecisionKey = Pick<NewRemediation, 'id' | 'action' | 'target' | 'tenantId'>;

/** How an action ended; `unknown` when its process ended before it. */
export type RemediationOutcome = 'succeeded' | 'failed' | 'impossible' | 'unknown';

export interface EndedRemediation {
  readonly outcome: RemediationOutcome;
  /** A sentence for people. */
  readonly message: string;
  /** Milliseconds that the action took; 0 when nobody knows. */
  readonly milliseconds: number;
}

/** A decision as it is read, with how it ended; null while it is carried out, and when nothing was to be. */
export interface Remediation extends NewRemediation {
  readonly at: Date;
  /** The replica that decided. */
  readonly actor: string;
  readonly ended: EndedRemediation | null;
}

/** What a decision is made from. */
export interface RemediationHistory {
  /** The clock of the database, which all replicas share. */
  readonly now: Date;
  /** Decisions of the time that was asked for which are not refusals, newest first. */
  readonly recent: readonly Remediation[];
  /** Those with the ids that were asked for, whenever they were made. */
  readonly known: ReadonlyMap<string, Remediation>;
}

/** Which part of the history a decision needs. */
export interface HistoryQuestion {
  /** How far back limits look, in seconds; at most two days. */
  readonly seconds: number;
  readonly ids: readonly string[];
}
