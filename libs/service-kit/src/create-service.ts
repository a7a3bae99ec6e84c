import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BaseSettings, ConfigOf, Service, ValuesOf } from '@octollm/catalogue';
import { defaultBodyLimit, type Route } from '@octollm/contracts';
import { stopTelemetry } from '@octollm/telemetry';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ServiceClients } from './clients/index.ts';
import { drain } from './drain.ts';
import { Readiness } from './health/index.ts';
import {
  armBodyLimit,
  compressAnswers,
  createHttpAdapter,
  errorSender,
  errorShapesOf,
  observeRequests,
  ProblemFilter,
  releaseConnections,
} from './http/index.ts';
import { NestLogger } from './logging/index.ts';
import { Metrics, startMetricsServer } from './metrics/index.ts';
import { ServiceModule } from './service.module.ts';
import { Shutdown } from './shutdown.ts';

export interface ServiceOptions<S extends Service = Service> {
  /** The routes of the contract that the service serves: each gets its own body limit. */
  readonly routes?: readonly Route[];
  /** Whether long JSON answers are compressed for clients that accept it. @default false */
  readonly compress?: boolean;
  /** Adds to the server what only this service has. It runs before the routes are added. */
  readonly prepare?: (server: FastifyInstance, config: ServiceConfig<S>) => Promise<void>;
}

/** The configuration of a service: its own settings and those that every service has. */
export type ServiceConfig<S extends Service> = ConfigOf<S> & ValuesOf<BaseSettings>;

/** A service that is put together and opens its ports when it is told to. */
export interface CreatedService {
  /** Opens both ports and says ready. @returns where the service and its metrics are */
  listen(): Promise<{ readonly url: string; readonly metricsUrl: string }>;
  /**
   * Stops: says not ready, ends streams, lets work in flight finish within the drain time, and gives up what is left.
   * @returns whether everything ended by itself
   */
  close(): Promise<boolean>;
}

/** Puts a service together from its catalogue entry and its module: metrics, health, problem details, trace context. */
export const createService = async <S extends Service>(
  service: S,
  app: Type | DynamicModule,
  config: ServiceConfig<S>,
  logger: Logger,
  options: ServiceOptions<S> = {},
): Promise<CreatedService> => {
  const { routes = [] } = options;
  const sendError = errorSender(errorShapesOf(routes));
  const adapter = createHttpAdapter({
    bodyLimit: service.kind === 'arm' ? armBodyLimit : defaultBodyLimit,
    routes,
    sendError,
  });
  const nest = await NestFactory.create<NestFastifyApplication>(
    ServiceModule.forService({ service, config, logger, app }),
    adapter,
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  const server = adapter.getInstance<FastifyInstance>();
  if (options.compress === true) await compressAnswers(server);
  await options.prepare?.(server, config);
  observeRequests(server, nest.get(Metrics), logger);
  nest.useGlobalFilters(new ProblemFilter(logger, sendError));

  const readiness = nest.get(Readiness);
  const shutdown = nest.get(Shutdown);
  releaseConnections(server, shutdown.soft);
  for (const client of nest.get(ServiceClients).all)
    readiness.addDependency({ name: client.name, check: () => client.checkReady() });
  let metrics: NestFastifyApplication | undefined;

  return {
    listen: async () => {
      await nest.listen(config.PORT, config.HOST);
      metrics = await startMetricsServer(config.HOST, config.METRICS_PORT);
      readiness.started();
      return { url: await nest.getUrl(), metricsUrl: await metrics.getUrl() };
    },
    close: async () => {
      readiness.stopping();
      shutdown.begin();
      const ended = await drain({
        seconds: service.drainSeconds,
        logger,
        close: () => nest.close(),
        giveUp: () => shutdown.giveUp(),
      });
      await Promise.all([metrics?.close(), stopTelemetry()]);
      return ended;
    },
  };
};
