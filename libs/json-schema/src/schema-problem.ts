/** One way in which a value does not match its schema. */
export interface SchemaProblem {
  /** JSON pointer (RFC 6901) into the value; empty for the whole of it. */
  readonly pointer: string;
  /** A sentence for people; it repeats no value. */
  readonly detail: string;
}

/** A schema that cannot be used: what it says is not JSON Schema, or more than is checked here. */
export class SchemaError extends Error {
  constructor(reason: string) {
    super(`The JSON schema cannot be used: ${reason}.`);
    this.name = 'SchemaError';
  }
}
