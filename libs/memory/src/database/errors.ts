import { UnavailableError } from '@octollm/contracts';
import pg from 'pg';
import { QueryFailedError } from 'typeorm';

const { DatabaseError } = pg;

/**
 * Thrown when PostgreSQL refuses a statement. It carries what tells a developer why, but neither the statement nor
 * its parameters, because those hold the texts and the key hashes of tenants and errors end up in logs.
 */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  /** The SQLSTATE, such as 23505; undefined when the driver failed before the server answered. */
  readonly code: string | undefined;
  /** The constraint that was violated, if one was. */
  readonly constraint: string | undefined;

  constructor(message: string, code: string | undefined, constraint: string | undefined) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

/** SQLSTATE classes and codes that say that the server is not there at the moment: 08, 53, 57P. */
const unavailableState = /^(08|53|57P)/;

/** What pg says of a statement that was not answered within `query_timeout`. */
const queryTimeoutMessage = 'Query read timeout';

const unavailableMessage = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  queryTimeoutMessage,
  'Client has encountered a connection error',
  'Client was closed',
];

const field = (error: unknown, name: string): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

const isUnavailable = (code: string | undefined, message: string): boolean =>
  code === undefined
    ? unavailableMessage.some((text) => message.includes(text))
    : unavailableState.test(code) || /^E[A-Z]+$/.test(code);

/** Whether a failure of the driver is that a statement was not answered in time. */
export const isQueryTimeout = (error: unknown): boolean =>
  field(error instanceof QueryFailedError ? error.driverError : error, 'message') === queryTimeoutMessage;

/** What a failure of the driver is called outside of this library. Other errors stay what they are. */
export function translated(error: unknown): unknown {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = field(cause, 'code');
  const message = field(cause, 'message') ?? '';
  if (isUnavailable(code, message))
    return new UnavailableError('The database does not answer; try again.', { cause, retryAfter: 5 });
  if (error instanceof QueryFailedError || error instanceof DatabaseError)
    return new StatementError(message, code, field(cause, 'constraint'));
  return error;
}

/** Runs work on the database so that only translated errors leave it. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}
