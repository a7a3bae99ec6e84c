import { type DestinationStream, type Logger, pino } from 'pino';
import { currentContext } from '../context/index.ts';
import { platformVersion } from '../version.ts';
import { lineRedactor } from './redaction.ts';

export interface LoggerOptions {
  readonly service: string;
  readonly environment: string;
  readonly level: string;
  /** Values that no line may hold. */
  readonly secrets: readonly string[];
}

const contextFields = (): Record<string, string> => {
  const context = currentContext();
  if (context === undefined) return {};
  return {
    request_id: context.requestId,
    trace_id: context.trace.traceId,
    span_id: context.trace.spanId,
    ...(context.tenantId === undefined ? {} : { tenant_id: context.tenantId }),
    ...(context.taskId === undefined ? {} : { task_id: context.taskId }),
  };
};

/** Makes the logger of a service: one JSON object a line on stdout, with the ids of the current request. */
export const createLogger = (options: LoggerOptions, destination?: DestinationStream): Logger =>
  pino(
    {
      level: options.level,
      base: { service: options.service, environment: options.environment, version: platformVersion },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: contextFields,
      hooks: { streamWrite: lineRedactor(options.secrets) },
    },
    destination ?? pino.destination({ sync: true }),
  );
