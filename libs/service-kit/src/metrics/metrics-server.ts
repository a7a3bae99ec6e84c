import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { MetricsController } from './metrics.controller.ts';

/**
 * Serves `/metrics` on a port of its own, so that the public port never does. Both applications share the
 * registry of the process.
 */
export const startMetricsServer = async (host: string, port: number): Promise<NestFastifyApplication> => {
  const app = await NestFactory.create<NestFastifyApplication>(
    PrometheusModule.register({
      path: '/metrics',
      controller: MetricsController,
      defaultMetrics: { enabled: true },
    }),
    // A reader that keeps its connection open must not hold up a stop.
    new FastifyAdapter({ forceCloseConnections: true }),
    { logger: false },
  );
  await app.listen(port, host);
  return app;
};
