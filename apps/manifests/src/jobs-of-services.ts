import { type Job, migration, retention } from '@octollm/catalogue';

/** The jobs that come with the services, wherever the stores are. Backups come with the stores. */
export const jobsOfServices: readonly Job[] = [migration, retention];
