import { postgres } from '../stores/postgres.ts';

/** How a job reaches the database: on a connection or two of its own, whatever the pools of the services are. */
export const databaseSettings = {
  DATABASE_URL: postgres.settings.DATABASE_URL,
  DATABASE_DIRECT_URL: postgres.settings.DATABASE_DIRECT_URL,
};
