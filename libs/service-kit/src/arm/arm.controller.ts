import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { armMetrics, type Service } from '@octollm/catalogue';
import {
  type ArmCapability,
  ArmRequest,
  type ArmResponse,
  CapabilityClaims,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  parseRequest,
} from '@octollm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { TokenVerifier } from '../auth/index.ts';
import { currentContext } from '../context/index.ts';
import { InjectLogger } from '../logging/index.ts';
import { Metrics } from '../metrics/index.ts';
import { Shutdown } from '../shutdown.ts';
import { CONFIG, SERVICE } from '../tokens.ts';
import type { ArmAction, ArmCall } from './arm-action.ts';
import { ARM_ACTIONS } from './arm-actions.ts';
import { ArmEvents, wantsEvents } from './arm-events.ts';
import { describeArm } from './describe-arm.ts';
import { runAction } from './run-action.ts';

/** No task lives longer, and timers overflow at 24 days. */
const longestActionMs = 3_600_000;

/** The HTTP interface of an arm: its actions, each for the bearer of a capability token, and what it can do. */
@Controller()
export class ArmController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(CONFIG) private readonly config: Readonly<Record<string, unknown>>,
    @Inject(ARM_ACTIONS) private readonly actions: ReadonlyMap<string, ArmAction>,
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier<CapabilityClaims>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Get('capabilities')
  capabilities(): ArmCapability {
    return describeArm(this.service, [...this.actions.values()], this.config);
  }

  @Post(':path')
  @HttpCode(200)
  async act(
    @Param('path') path: string,
    @Headers('authorization') authorization: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Body() body: unknown,
    @Req() http: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ArmResponse | Readable> {
    const claims = await this.tokens.verify(authorization);
    const request = parseRequest(ArmRequest, body);
    const action = this.actions.get(`/${path}`);
    if (action === undefined) throw new NotFoundError(`This arm has no action at /${path}.`);
    if (request.action !== action.name)
      throw new InvalidRequestError(`The action at /${path} is ${action.name}, not ${request.action}.`);
    if (
      !claims.actions.includes(action.name) ||
      claims.task_id !== request.task_id ||
      claims.step_id !== request.step_id
    )
      throw new ForbiddenError('The capability token is for another action, task or step.');
    if (!wantsEvents(accept)) return this.run(action, request, claims, http);
    const events = new ArmEvents();
    // Heard here because nobody reads the events yet, and an error that nobody hears would end the process.
    events.body.once('error', (error) => this.logger.error({ error }, 'an action went wrong after its end'));
    // What fails in the action is told as the result; what fails after it, such as counting it, breaks the events off.
    this.run(action, request, claims, http, events)
      .then((response) => events.end(response))
      .catch((error: unknown) => events.breakOff(error));
    reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store');
    return events.body;
  }

  private async run(
    action: ArmAction,
    request: ArmRequest,
    claims: CapabilityClaims,
    http: FastifyRequest,
    events?: ArmEvents,
  ): Promise<ArmResponse> {
    const context = currentContext();
    if (context !== undefined) {
      context.tenantId = claims.tenant_id;
      context.taskId = claims.task_id;
    }
    const { socket } = http.raw;
    const gone = new AbortController();
    const onClose = (): void => gone.abort();
    socket.once('close', onClose);
    if (socket.destroyed) onClose();
    const remaining = Math.min(Math.max(Date.parse(request.deadline) - Date.now(), 0), longestActionMs);
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(remaining), this.shutdown.hard]);
    const telling: Pick<ArmCall, 'tell'> =
      events === undefined ? {} : { tell: (news) => events.tell(news, signal) };
    try {
      const { response, durationSeconds, cause } = await runAction(
        this.service.name,
        action,
        request,
        claims,
        {
          tenantId: claims.tenant_id,
          taskId: request.task_id,
          stepId: request.step_id,
          attempt: request.attempt,
          budget: request.budget,
          signal,
          ...telling,
        },
      );
      this.record(action.name, response, durationSeconds, cause);
      return response;
    } finally {
      socket.off('close', onClose);
    }
  }

  private record(action: string, response: ArmResponse, seconds: number, cause: unknown): void {
    const arm = this.service.name;
    const outcome = response.success ? 'succeeded' : 'failed';
    this.metrics.histogram(armMetrics.duration).observe({ arm, action, outcome }, seconds);
    const tokens = this.metrics.histogram(armMetrics.tokens);
    tokens.observe({ arm, kind: 'prompt' }, response.usage.prompt_tokens);
    tokens.observe({ arm, kind: 'completion' }, response.usage.completion_tokens);
    if (response.success) return;
    const { category, code } = response.error;
    this.metrics.counter(armMetrics.errors).inc({ arm, action, category });
    const line = { action, category, code };
    if (category === 'internal') this.logger.error({ ...line, error: cause }, 'an action failed');
    else this.logger.info(line, 'an action was refused');
  }
}
