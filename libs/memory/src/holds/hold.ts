/** What operators can stop: calls of an arm, or requests of a tenant. */
export type HoldKind = 'arm' | 'tenant';

/** Something that an operator has stopped until a time. */
export interface Hold {
  /** The arm or the tenant. */
  readonly subject: string;
  readonly since: Date;
  readonly until: Date;
  /** In the operator's words. */
  readonly reason: string;
  /** Who has stopped it, or prolonged it last: `key:<id>` or `user:<id>`. */
  readonly by: string;
}

/** Who holds or lifts, for the audit. */
export interface HoldActor {
  readonly tenantId: string;
  /** `key:<id>` or `user:<id>`. */
  readonly name: string;
}

/** For how long, and why. */
export interface HoldOrder {
  readonly seconds: number;
  readonly reason: string;
}
