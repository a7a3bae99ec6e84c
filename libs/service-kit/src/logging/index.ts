export { InjectLogger, LOGGER } from './inject.ts';
export { createLogger, type LoggerOptions } from './logger.ts';
export { NestLogger } from './nest-logger.ts';
