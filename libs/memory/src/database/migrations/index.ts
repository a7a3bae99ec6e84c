import type { MigrationInterface } from 'typeorm';
import { InitialSchema1795219200000 } from './1795219200000-initial-schema.ts';

/** Every migration, oldest first. One that has been released is never changed: write the next. */
export const migrations: readonly (new () => MigrationInterface)[] = [InitialSchema1795219200000];

/** Where the names of the migrations that ran are kept. */
export const migrationsTable = 'schema_migrations';
