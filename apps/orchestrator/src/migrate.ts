import { Database } from '@octollm/memory';

/** The migration job: brings the database to the schema of this version, then exits. */
const url = process.env.DATABASE_DIRECT_URL ?? process.env.DATABASE_URL;
if (url === undefined) {
  process.stderr.write('DATABASE_URL is not set. It must say where PostgreSQL is.\n');
  process.exit(78);
}
const database = await Database.open({ url, poolSize: 1, applicationName: 'migrate' });
try {
  await database.migrate();
} finally {
  await database.close();
}
