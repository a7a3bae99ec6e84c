import type { MigrationInterface } from 'typeorm';
import { InitialSchema1795219200000 } from './1795219200000-initial-schema.ts';
import { UsageAndFailures1795305600000 } from './1795305600000-usage-and-failures.ts';
import { TaskRecoveries1795392000000 } from './1795392000000-task-recoveries.ts';

/** Every migration, oldest first. One that has been released is never changed: write the next. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  InitialSchema1795219200000,
  UsageAndFailures1795305600000,
  TaskRecoveries1795392000000,
];

/** Where the names of the migrations that ran are kept. */
export const migrationsTable = 'schema_migrations';
