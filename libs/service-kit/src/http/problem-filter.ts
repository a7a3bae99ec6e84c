import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { toOctoError } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** Answers every error as problem details (RFC 9457) and logs what the service itself is to blame for. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = toOctoError(thrown);
    if (error.status === 500) this.#logger.error({ error: thrown }, 'a request failed');
    else if (error.status > 500 && error.cause !== undefined)
      this.#logger.warn({ error }, 'a request could not be answered');
    if (reply.raw.headersSent) {
      // The answer has begun, so its status cannot change: cutting the connection tells the client.
      reply.raw.destroy();
      return;
    }
    sendProblem(error, request, reply);
  }
}
