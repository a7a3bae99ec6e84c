import { readFileSync } from 'node:fs';
import { postgres, readConfiguration } from '@octollm/catalogue';
import { Database, diagnoseDatabase } from '@octollm/memory';

/** Prints the state of the database, for `npm run doctor`. */
const diagnose = async (): Promise<void> => {
  const config = readConfiguration(postgres, process.env, (path) => readFileSync(path, 'utf8'));
  const url = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  const database = await Database.open({ url, poolSize: 1, applicationName: 'diagnose' });
  try {
    process.stdout.write(`${JSON.stringify(await diagnoseDatabase(database), null, 2)}\n`);
  } finally {
    await database.close();
  }
};

await diagnose();
