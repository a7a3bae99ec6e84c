import { readFileSync } from 'node:fs';
import { ConfigurationError, migration, readConfiguration } from '@octollm/catalogue';
import { Database } from '@octollm/memory';

/** https://man.freebsd.org/sysexits(3) */
const configurationExit = 78;

/** The migration job: brings the database to the schema of this version, then exits. */
const migrate = async (): Promise<void> => {
  const config = readConfiguration(migration, process.env, (path) => readFileSync(path, 'utf8'));
  const url = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  const database = await Database.open({ url, poolSize: 1, applicationName: migration.name });
  try {
    await database.migrate();
  } finally {
    await database.close();
  }
};

try {
  await migrate();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = configurationExit;
}
