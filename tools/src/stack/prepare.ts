import { join } from 'node:path';
import { services as allServices, type Environment, type Service } from '@octollm/catalogue';
import { checkConfiguration, externalDatabase } from './check-configuration.ts';
import { type DataFolder, emptyDataFolder } from './data-folder.ts';
import { ownDatabaseUrl } from './database.ts';
import { readDotEnv } from './dot-env.ts';
import { decidedByStack, type EnvironmentSources } from './environment.ts';
import { generatedFor } from './generated.ts';
import { machinePorts } from './port-table.ts';
import { choosePorts, type ServicePorts } from './ports.ts';
import { readSecrets, type Secrets, writeSecrets } from './secrets.ts';
import type { StackOptions } from './stack.ts';

/** Everything that is decided before anything is started. */
export interface Preparation {
  readonly services: readonly Service[];
  readonly ports: ReadonlyMap<string, ServicePorts>;
  readonly secrets: Secrets;
  /** The database that the environment names; undefined when the stack runs its own. */
  readonly externalDatabase: string | undefined;
  /** Where the variables of a service come from, once the address of the database is known. */
  sourcesOf(service: Service, databaseUrl: string): EnvironmentSources;
}

/** Before PostgreSQL runs its port is not known; the check of the variables only looks at their form. */
const portNotKnownYet = 5432;

const notesOn = (dotEnv: Environment): string[] =>
  Object.keys(dotEnv)
    .filter((name) => decidedByStack.has(name))
    .map((name) => `${name} in .env is not used: the stack gives each service its own.`);

/**
 * Empties the stores when a fresh start is wanted, makes the secrets, chooses the ports and checks the variables of
 * every service.
 * @throws UserError that names every variable that is wrong
 */
export const prepare = async (options: StackOptions, data: DataFolder): Promise<Preparation> => {
  const services = options.services ?? allServices;
  const dotEnv = await readDotEnv(join(options.root, '.env'));
  const given = { dotEnv, environment: options.environment };

  if (options.fresh === true) await emptyDataFolder(data);
  const secrets = await readSecrets(data.secrets);
  await writeSecrets(data.secrets, secrets);

  const { of: ports, notes } = await choosePorts(services, machinePorts, options.portOffset);
  for (const note of [...notesOn(dotEnv), ...notes]) options.notice(note);

  const sourcesOf = (service: Service, databaseUrl: string): EnvironmentSources => ({
    ...given,
    generated: generatedFor(service, {
      services,
      ports,
      secrets,
      databaseUrl,
      vectors: data.vectors,
      ...(options.tracing === false ? {} : { traces: data.traces }),
    }),
  });
  const placeholder = ownDatabaseUrl(secrets.postgres.password, portNotKnownYet);
  checkConfiguration(services, (service) => sourcesOf(service, placeholder));
  return { services, ports, secrets, externalDatabase: externalDatabase(services, given), sourcesOf };
};
