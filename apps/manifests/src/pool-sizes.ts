import { orchestrator, postgres, reflexGateway, type Service } from '@octollm/catalogue';
import type { Environment } from './environments/environment.ts';
import { mostPods } from './most-pods.ts';

/** Connections that are not for the services: the migration job, backups, monitoring and the superuser's own three. */
export const reservedConnections = 20;

/** Who listens to PostgreSQL over a session of its own: the orchestrator for changes of tasks, the gateway of keys. */
const listeners: readonly string[] = [orchestrator.name, reflexGateway.name];

/** Sessions that a pod opens beside its pool. */
const sessionsBesidePool = (service: Service): number => (listeners.includes(service.name) ? 1 : 0);

/** Parts that a pool gets: the gateway reads keys, which it remembers; the others read and write all the time. */
const weightOf = (service: Service): number => (service.kind === 'gateway' ? 1 : 2);

/** The pool of an operator, which decides about one thing after the other. */
const operatorPool = 2;

const fixedPool = ({ kind }: Service): number => (kind === 'operator' ? operatorPool : 0);

const usesPostgres = (service: Service): boolean => service.stores.includes(postgres);

/** The connections that all pods together open at most, with a given pool for each service. */
export const mostConnections = (
  services: readonly Service[],
  environment: Environment,
  poolOf: (service: Service) => number,
): number =>
  services
    .filter(usesPostgres)
    .reduce(
      (sum, service) =>
        sum + mostPods(service, environment) * (poolOf(service) + sessionsBesidePool(service)),
      0,
    );

/** The database has too few connections for as many pods. */
export class TooFewConnectionsError extends Error {
  constructor({ name, database }: Environment) {
    super(
      `The ${database.maxConnections} connections of the database are too few for the pods of ${name}. Raise maxConnections or let fewer pods run.`,
    );
    this.name = 'TooFewConnectionsError';
  }
}

/**
 * The pool of each service that uses PostgreSQL, so that all pods together, at the most that the catalogue lets run,
 * leave the reserved connections free. No pool is larger than the default, with which a service is as fast as it gets.
 * @throws TooFewConnectionsError
 */
export const poolSizes = (
  services: readonly Service[],
  environment: Environment,
): Readonly<Record<string, number>> => {
  const users = services.filter(usesPostgres);
  const beside = mostConnections(users, environment, fixedPool);
  const shared = users.filter((service) => fixedPool(service) === 0);
  const parts = shared.reduce((sum, service) => sum + mostPods(service, environment) * weightOf(service), 0);
  const free = environment.database.maxConnections - reservedConnections - beside;
  const part = Math.floor(free / parts);
  if (part < 1) throw new TooFewConnectionsError(environment);
  const most = postgres.settings.DATABASE_POOL_SIZE.default ?? part;
  return Object.fromEntries(
    users.map((service) => [service.name, fixedPool(service) || Math.min(part * weightOf(service), most)]),
  );
};

/**
 * Connections that each instance of a pooler may open, so that all of them, and one more while they are rolled, leave the
 * reserved ones and the sessions that do not go through the pooler free.
 * @throws TooFewConnectionsError
 */
export const poolerSize = (
  services: readonly Service[],
  environment: Environment,
  instances: number,
): number => {
  const direct = mostConnections(services, environment, () => 0);
  const size = Math.floor(
    (environment.database.maxConnections - reservedConnections - direct) / (instances + 1),
  );
  if (size < 1) throw new TooFewConnectionsError(environment);
  return size;
};
