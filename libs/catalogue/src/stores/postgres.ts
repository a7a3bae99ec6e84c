import { integer, url, urls } from '../settings/builders.ts';
import { defineStore } from './store.ts';

/** PostgreSQL: the truth about tasks, documents and keys. */
export const postgres = defineStore({
  name: 'postgres',
  port: 5432,
  settings: {
    DATABASE_URL: url(
      'postgres',
      'postgresql',
    )({
      description: 'where PostgreSQL is; may be a pooler in transaction mode',
      secret: true,
    }),
    DATABASE_DIRECT_URL: url(
      'postgres',
      'postgresql',
    )({
      description: 'PostgreSQL without a pooler, for LISTEN; DATABASE_URL when it is not set',
      secret: true,
      optional: true,
    }),
    DATABASE_REPLICA_URLS: urls(
      'postgres',
      'postgresql',
    )({
      description:
        'standbys that answer lists, usage and searches when they are not behind, with commas between them; one URL may lead to several, but not through a pooler in transaction mode',
      secret: true,
      optional: true,
    }),
    DATABASE_POOL_SIZE: integer(
      1,
      200,
    )({
      description: 'connections a replica opens at most, to PostgreSQL and to each of its standbys',
      default: 10,
    }),
  },
});
