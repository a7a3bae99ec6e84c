import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { toOctoError } from './problem.ts';
import type { SendError } from './send-error.ts';

/** Answers every error in the shape of the contract and logs what the service itself is to blame for. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;
  readonly #sendError: SendError;

  constructor(logger: Logger, sendError: SendError) {
    this.#logger = logger;
    this.#sendError = sendError;
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
    this.#sendError(error, request, reply);
  }
}
