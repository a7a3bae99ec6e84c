import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Lets Nest write its own messages through the logger of the service; its start-up chatter becomes debug lines. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, context?: string): void {
    this.#logger.debug({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.#logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.#logger.trace({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.#logger.warn({ context }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    const error = message instanceof Error ? message : undefined;
    this.#logger.error(
      { error, details: error === undefined ? details.map(String) : undefined },
      String(message),
    );
  }
}
