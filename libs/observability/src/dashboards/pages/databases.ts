import type { Dashboard } from '../parts/dashboard.ts';
import { postgresRow } from './databases/postgres.ts';
import { postgresOfServicesRow } from './databases/postgres-of-services.ts';
import { redisRow } from './databases/redis.ts';
import { vectorsRow } from './databases/vectors.ts';

/** PostgreSQL, Redis and Qdrant, as they see themselves and as the services see them. */
export const databases: Dashboard = {
  uid: 'octollm-databases',
  title: 'Databases',
  description: 'PostgreSQL, Redis and Qdrant, as they see themselves and as the services see them.',
  range: '6h',
  rows: [postgresOfServicesRow, postgresRow, redisRow, vectorsRow],
};
