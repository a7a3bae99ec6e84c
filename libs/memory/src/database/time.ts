import { type Sql, sql } from './sql.ts';

/** The moment of the transaction, in the milliseconds that the wire shows. */
export const currentTime = sql`date_trunc('milliseconds', now())`;

/** A time as Date.prototype.toISOString writes it. */
export const isoTime = (time: Sql): Sql =>
  sql`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A length of time in milliseconds as an interval. */
export const milliseconds = (length: number): Sql => sql`make_interval(secs => ${length / 1000}::float8)`;
