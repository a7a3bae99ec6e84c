import { Inject } from '@nestjs/common';

export const LOGGER = Symbol('octollm.logger');

/** Injects the pino logger of the service. */
export const InjectLogger = (): ParameterDecorator => Inject(LOGGER);
