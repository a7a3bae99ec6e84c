/**
 * Real servers as child processes, for the local stack and for tests: PostgreSQL from npm, Redis from Debian's
 * packages. Each listens on 127.0.0.1 only and ends with the process that started it.
 */
export { type DebianServer, ensureDebianServer } from './debian/ensure-debian-server.ts';
export { type DebianServerName } from './debian/recipes.ts';
export { type PortHolder, PortTakenError, ServerStartError, ServerUnavailableError } from './errors.ts';
export { type HttpServerOptions, startHttpServer } from './http/start-http-server.ts';
export { freePort } from './ports/free-port.ts';
export { findPortHolder } from './ports/port-holder.ts';
export { type PostgresOptions, type PostgresServer, startPostgres } from './postgres/start-postgres.ts';
export { startTestPostgres, type TestPostgres } from './postgres/start-test-postgres.ts';
export { type RedisRole, type Watched } from './redis/configuration.ts';
export { type RedisOptions, startRedis } from './redis/start-redis.ts';
export { type SentinelOptions, startSentinel } from './redis/start-sentinel.ts';
export { type RunningServer } from './running-server.ts';
