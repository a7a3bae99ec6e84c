import { Controller, Get, Res } from '@nestjs/common';
import { openMetricsOf } from '@octollm/telemetry';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply } from 'fastify';
import { register } from 'prom-client';

/** Says the metrics in OpenMetrics to who accepts it, as Prometheus does, and else in Prometheus' own format. */
@Controller()
export class MetricsController extends PrometheusController {
  @Get()
  override async index(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { accept = '' } = reply.request.headers;
    const said = accept.includes('application/openmetrics-text') ? openMetricsOf(register) : register;
    reply.header('content-type', said.contentType);
    return said.metrics();
  }
}
