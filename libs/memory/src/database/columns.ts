import type { ColumnOptions, JoinColumnOptions } from 'typeorm';

/** A time on the wire: milliseconds, so that what is stored and what is sent are the same. */
export const wireTime = { type: 'timestamptz', precision: 3 } as const satisfies ColumnOptions;

/** The five counters of a Usage, as every table that counts names them. */
export const counter = { type: 'integer', default: 0 } as const satisfies ColumnOptions;

/** Nano-dollars. */
export const money = { type: 'bigint', default: 0 } as const satisfies ColumnOptions;

/** The columns of a foreign key: column of this table to property of the other entity. */
export const foreignKey = (name: string, columns: Readonly<Record<string, string>>): JoinColumnOptions[] =>
  Object.entries(columns).map(([column, property]) => ({
    name: column,
    referencedColumnName: property,
    foreignKeyConstraintName: name,
  }));
