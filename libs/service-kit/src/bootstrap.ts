import type { DynamicModule, Type } from '@nestjs/common';
import { ConfigurationError, type Service } from '@octollm/catalogue';
import type { Logger } from 'pino';
import { loadConfiguration, secretValues } from './configuration.ts';
import { createService, type ServiceConfig, type ServiceOptions } from './create-service.ts';
import { createLogger } from './logging/index.ts';
import { stopRequested } from './stop-request.ts';

/** The exit code for a configuration that is wrong (EX_CONFIG of sysexits.h). */
const configurationExitCode = 78;

const configure = <S extends Service>(service: S): ServiceConfig<S> => {
  try {
    return loadConfiguration(service) as ServiceConfig<S>;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(configurationExitCode);
  }
};

/** Starts the service, unless the process is asked to stop first. */
const start = async <S extends Service>(
  service: S,
  app: Type | DynamicModule,
  config: ServiceConfig<S>,
  logger: Logger,
  options: ServiceOptions<S>,
): Promise<void> => {
  const stop = stopRequested();
  const created = await Promise.race([createService(service, app, config, logger, options), stop]);
  if (typeof created === 'string') {
    logger.info({ reason: created }, 'stopping before the start was over');
    process.exit(0);
  }
  await created.listen();
  logger.info({ port: config.PORT, metrics_port: config.METRICS_PORT }, 'ready');
  stop
    .then(async (reason) => {
      logger.info({ reason }, 'stopping');
      process.exit((await created.close()) ? 0 : 1);
    })
    .catch((error: unknown) => {
      logger.error({ error }, 'the stop failed');
      process.exit(1);
    });
};

/**
 * Runs a service as this process, from its catalogue entry and its module, until SIGTERM, SIGINT or the end of its
 * parent. A configuration that is wrong ends the process with code 78 and a message that names every variable; a
 * start that fails, an error that nobody caught and work that outlives the drain time end it with code 1.
 */
export const bootstrap = async <S extends Service>(
  service: S,
  app: Type | DynamicModule,
  options: ServiceOptions<S> = {},
): Promise<void> => {
  const config = configure(service);
  const logger = createLogger({
    service: service.name,
    environment: config.OCTOLLM_ENVIRONMENT,
    level: config.LOG_LEVEL,
    secrets: secretValues(service, config),
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ error }, 'an error was not caught');
    process.exit(1);
  });
  try {
    await start(service, app, config, logger, options);
  } catch (error) {
    logger.fatal({ error }, 'the service could not start');
    process.exit(1);
  }
};
