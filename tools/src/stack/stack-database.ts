import { join } from 'node:path';
import { type Environment, postgres, type Settings, services } from '@octollm/catalogue';
import { UserError } from '../output/index.ts';
import { externalDatabase } from './check-configuration.ts';
import { dataFolderAt } from './data-folder.ts';
import { ownDatabaseUrl } from './database.ts';
import { readDotEnv } from './dot-env.ts';
import { environmentFor } from './environment.ts';
import { runningStack } from './lock-file.ts';
import { readSecrets } from './secrets.ts';

const ownDatabase = async (dataFolder: string): Promise<string> => {
  const data = dataFolderAt(dataFolder);
  const port = (await runningStack(data.lock))?.postgres_port;
  if (port === undefined)
    throw new UserError(
      'No stack is running in this folder, and DATABASE_URL is not set. Start one with npm start in another terminal.',
    );
  return ownDatabaseUrl((await readSecrets(data.secrets)).postgres.password, port);
};

/** What a program reads besides the address of the database. */
export interface DatabaseReader {
  readonly settings: Settings;
  /** Values that stand when nobody gives others. */
  readonly generated?: Environment;
}

/**
 * The environment of a program that opens the database of the stack: the one DATABASE_URL names, else that of the
 * running stack.
 * @throws UserError when there is neither
 */
export const databaseEnvironment = async (
  root: string,
  dataFolder: string,
  environment: Environment,
  reader: DatabaseReader = { settings: postgres.settings },
): Promise<Record<string, string>> => {
  const given = { dotEnv: await readDotEnv(join(root, '.env')), environment };
  const isExternal = externalDatabase(services, given) !== undefined;
  const address = isExternal ? {} : { DATABASE_URL: await ownDatabase(dataFolder) };
  return environmentFor(reader, { ...given, generated: { ...reader.generated, ...address } });
};
