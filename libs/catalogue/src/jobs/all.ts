import type { Job } from '../job.ts';
import { migration } from './migration.ts';
import { retention } from './retention.ts';

/** Every job of the platform. */
export const jobs: readonly Job[] = [migration, retention];
