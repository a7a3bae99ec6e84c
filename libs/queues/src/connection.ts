/** Where the jobs of queues are kept. */
export type QueueConnection =
  | {
      /** Redis 6.2 or newer in the role of the queue: noeviction, append-only file. */
      readonly kind: 'redis';
      /** `redis://` or `rediss://` URL, or `redis-sentinel://` with sentinels, which say where the master is. */
      readonly url: string;
    }
  | {
      /**
       * BullMQ's own tables, in the schema `bullmq` of a PostgreSQL database, which are made with the first connection:
       * the role must be allowed to create a schema.
       */
      readonly kind: 'postgres';
      /** `postgres://` URL that leads to PostgreSQL without a pooler: workers LISTEN. */
      readonly connectionString: string;
    };
